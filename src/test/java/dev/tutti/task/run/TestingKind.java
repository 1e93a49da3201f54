package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** A kind of task that does what the test says. */
final class TestingKind implements TaskKind {
  private final Work work;
  private final boolean computes;

  /** What it does. */
  @FunctionalInterface
  interface Work {
    ObjectNode run(TaskRun run) throws Exception;
  }

  TestingKind(Work work, boolean computes) {
    this.work = work;
    this.computes = computes;
  }

  @Override
  public String name() {
    return "work";
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject("n").put("type", "integer");
    return schema;
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    if (input.has("wrong")) {
      throw Fault.invalid("wrong", "is there (expected: not)");
    }
  }

  @Override
  public boolean computes() {
    return computes;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public int attempts() {
    return 3;
  }

  @Override
  public ObjectNode run(TaskRun run) throws Exception {
    return work.run(run);
  }
}
