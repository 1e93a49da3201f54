package dev.tutti.cooperation.task;

import dev.tutti.chat.Fault;
import dev.tutti.cooperation.member.RunCheckpoints;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskRun;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;

/** Steps of a task. */
record TaskCheckpoints(TaskRun run) implements RunCheckpoints {
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
