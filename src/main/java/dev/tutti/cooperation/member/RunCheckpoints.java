package dev.tutti.cooperation.member;

import dev.tutti.task.api.StepResult;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Answers of members that outlive a run that is cut off. Thread-safe. */
public interface RunCheckpoints {
  /** Keeps nothing. */
  RunCheckpoints NONE =
      new RunCheckpoints() {
        @Override
        public Optional<JsonNode> finished(String step, String hash) {
          return Optional.empty();
        }

        @Override
        public void finish(String step, String hash, StepResult result) {}
      };

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
   * @throws dev.tutti.chat.Fault when the run may not go on
   */
  void finish(String step, String hash, StepResult result);
}
