package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Kind of tasks that run batches. Thread-safe. */
public final class BatchKind implements TaskKind {
  /** Its name. */
  public static final String NAME = "batch";

  private final Batches batches;
  private final BatchRunner runner;

  /** Kind over the batches that it runs. */
  BatchKind(Batches batches, BatchRunner runner) {
    this.batches = batches;
    this.runner = runner;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ObjectNode inputSchema() {
    var schema = Json.object().put("type", "object").put("additionalProperties", false);
    schema.putArray("required").add("input_file_id").add("endpoint");
    var members = schema.putObject("properties");
    members.putObject("input_file_id").put("type", "string");
    var endpoints = members.putObject("endpoint").putArray("enum");
    Arrays.stream(BatchTarget.values()).forEach(each -> endpoints.add(each.path()));
    members.putObject("completion_window").put("default", "24h").set("type", orNull("string"));
    members.putObject("metadata").set("type", orNull("object"));
    members.putObject("output_expires_after").set("type", orNull("object"));
    return schema;
  }

  private static ArrayNode orNull(String type) {
    return Json.array().add(type).add("null");
  }

  @Override
  public void check(ObjectNode input, Principal principal) {
    BatchRequest.read(input);
  }

  @Override
  public String subject(ObjectNode input) {
    return input.path("endpoint").asString("");
  }

  @Override
  public boolean lasts() {
    return true;
  }

  /** A batch ends by itself when its own time is over. */
  @Override
  public Duration timeout() {
    return BatchRequest.LONGEST_WINDOW.plusDays(1);
  }

  @Override
  public ObjectNode run(TaskRun run) throws Exception {
    var request = BatchRequest.read(run.input());
    var batch = batches.require(run.caller().owner(), request, run.id());
    var ended =
        runner.run(
            batch,
            () -> new LineModel.Requester(run.principal(), run.caller(), run.id()),
            new BatchProgress(run));
    if (ended.status() == BatchStatus.FAILED) {
      throw Fault.invalid("input_file_id", reason(ended));
    }
    return result(ended);
  }

  private static String reason(StoredBatch batch) {
    return batch.errors().stream()
        .findFirst()
        .map(error -> "line %d: %s".formatted(error.line(), error.message()))
        .orElse("failed");
  }

  private static ObjectNode result(StoredBatch batch) {
    var result =
        Json.object()
            .put("batch_id", batch.id())
            .put("status", batch.status().word())
            .put("output_file_id", batch.output().isEmpty() ? null : batch.output())
            .put("error_file_id", batch.failures().isEmpty() ? null : batch.failures());
    result
        .putObject("request_counts")
        .put("total", batch.counts().total())
        .put("completed", batch.counts().completed())
        .put("failed", batch.counts().failed());
    return result;
  }

  /** Tells a task how far its batch has come, and what that took. */
  private record BatchProgress(TaskRun run) implements BatchRunner.Listener {
    @Override
    public void progress(BatchCounts counts) {
      run.progress(counts.done(), counts.total(), "%d failed".formatted(counts.failed()));
    }

    @Override
    public void used(Usage usage, long nanoDollars) {
      run.used(new TaskUsage(usage.input(), usage.output(), nanoDollars));
    }
  }
}
