package dev.tutti.gateway.batch;

import dev.tutti.batch.BatchStatus;
import dev.tutti.batch.BatchUsage;
import dev.tutti.batch.Batches;
import dev.tutti.batch.StoredBatch;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON of batches, as OpenAI has it, with the id of the task. */
final class BatchJson {
  private static final List<BatchStatus> TIMES =
      List.of(
          BatchStatus.IN_PROGRESS,
          BatchStatus.FINALIZING,
          BatchStatus.COMPLETED,
          BatchStatus.FAILED,
          BatchStatus.EXPIRED,
          BatchStatus.CANCELLING,
          BatchStatus.CANCELLED);

  private BatchJson() {}

  static ObjectNode of(StoredBatch batch) {
    var request = batch.request();
    var json =
        Json.object()
            .put("id", batch.id())
            .put("object", "batch")
            .put("endpoint", request.target().path());
    json.set("errors", errors(batch));
    json.put("input_file_id", request.input())
        .put("completion_window", request.window())
        .put("status", batch.status().word())
        .put("output_file_id", orNull(batch.output()))
        .put("error_file_id", orNull(batch.failures()))
        .put("created_at", batch.times().created().getEpochSecond())
        .put("expires_at", batch.times().expires().getEpochSecond());
    TIMES.forEach(
        status ->
            json.put(
                status.word() + "_at", batch.at(status).map(Instant::getEpochSecond).orElse(null)));
    json.putObject("request_counts")
        .put("total", batch.counts().total())
        .put("completed", batch.counts().completed())
        .put("failed", batch.counts().failed());
    json.set("usage", usage(batch.usage()));
    json.set("metadata", request.metadata());
    return json.put("task_id", orNull(batch.task()));
  }

  private static ObjectNode usage(BatchUsage usage) {
    var json = Json.object().put("input_tokens", usage.inputTokens());
    json.putObject("input_tokens_details").put("cached_tokens", usage.cachedTokens());
    json.put("output_tokens", usage.outputTokens());
    json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
    return json.put("total_tokens", usage.inputTokens() + usage.outputTokens());
  }

  private static @Nullable ObjectNode errors(StoredBatch batch) {
    if (batch.errors().isEmpty()) {
      return null;
    }
    var errors = Json.object().put("object", "list");
    var data = errors.putArray("data");
    batch.errors().forEach(each -> data.add(each.json()));
    return errors;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static ObjectNode of(Batches.BatchPage page) {
    var json = Json.object().put("object", "list");
    var data = json.putArray("data");
    page.batches().forEach(each -> data.add(of(each)));
    boolean none = page.batches().isEmpty();
    return json.put("first_id", none ? null : page.batches().getFirst().id())
        .put("last_id", none ? null : page.batches().getLast().id())
        .put("has_more", page.more());
  }
}
