package dev.tutti.application.task;

import dev.tutti.application.run.ModelCheckpoints;
import dev.tutti.chat.Fault;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRun;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** Answers of models as steps of a task. */
record StepCheckpoints(TaskRun run) implements ModelCheckpoints {
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
}
