package dev.tutti.application.run;

import dev.tutti.task.api.StepResult;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Answers of models that outlive a run which is cut off. Thread-safe. */
public interface ModelCheckpoints {
  /** Keeps nothing. */
  ModelCheckpoints NONE =
      new ModelCheckpoints() {
        @Override
        public Optional<JsonNode> finished(String step, String hash) {
          return Optional.empty();
        }

        @Override
        public void finish(String step, String hash, StepResult result) {}
      };

  /** Answer that an earlier attempt was given to the same question. */
  Optional<JsonNode> finished(String step, String hash);

  /**
   * Keeps an answer; it is on the disk when this returns. Blocks.
   *
   * @throws dev.tutti.chat.Fault when the run may not go on
   */
  void finish(String step, String hash, StepResult result);
}
