package dev.tutti.task.api;

import dev.tutti.chat.Fault;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** Answers that outlive a run which is cut off, where it is a task's. Thread-safe. */
public interface StepCheckpoints {
  /** Keeps nothing. */
  StepCheckpoints NONE =
      new StepCheckpoints() {
        @Override
        public Optional<JsonNode> finished(String step, String hash) {
          return Optional.empty();
        }

        @Override
        public void finish(String step, String hash, StepResult result) {}
      };

  /** Keeps answers as steps of a task. */
  static StepCheckpoints of(TaskRun run) {
    return new StepCheckpoints() {
      @Override
      public Optional<JsonNode> finished(String step, String hash) {
        return run.finished(step, hash);
      }

      @Override
      public void finish(String step, String hash, StepResult result) {
        try {
          run.finish(step, hash, result).join();
        } catch (CompletionException e) {
          throw Fault.from(e);
        }
      }
    };
  }

  /**
   * Answer that an earlier attempt was given.
   *
   * @param step unique in the run
   * @param hash of all that the answer depends on
   */
  Optional<JsonNode> finished(String step, String hash);

  /**
   * Keeps an answer; it is on disk when this returns. Blocks.
   *
   * @throws Fault when the run may not go on
   */
  void finish(String step, String hash, StepResult result);
}
