package dev.tutti.gateway.insight;

import dev.tutti.application.insight.InsightComputation;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.StoredDocuments;
import dev.tutti.document.UploadedFiles;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.file.StoredFile;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.multipart.FormUpload;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/insight/compute}.
 *
 * @param threads for the work, which takes as long as the data are large
 * @param bodyLimit the longest JSON body in bytes, at this moment
 */
public record InsightEndpoint(StoredDocuments documents, Executor threads, IntSupplier bodyLimit) {
  private static final Set<String> FIELDS = Set.of("parameters");
  private static final Duration KEEP = Duration.ofHours(1);

  /** Heap that the figures of a character of a file take at most. */
  private static final int HEAP_OF_CHARACTER = 30;

  /** A form with a file, of which nothing is kept. */
  private record Upload(StoredFile file, JsonNode parameters) {}

  /** Computes the figures of a file, a text, series or a table. */
  public void compute(HttpExchange exchange) {
    if (FormUpload.isForm(exchange)) {
      upload(exchange)
          .onSuccess(form -> answer(exchange, () -> computed(exchange, form)))
          .onFailure(exchange::fail);
      return;
    }
    exchange
        .tree(bodyLimit.getAsInt(), Json::request)
        .onSuccess(body -> answer(exchange, () -> InsightComputation.of(body, this::markdown)))
        .onFailure(exchange::fail);
  }

  private Future<Upload> upload(HttpExchange exchange) {
    var owner = exchange.principal().caller().owner();
    var uploads = UploadedFiles.of(exchange, documents.files(), owner, 1);
    return uploads
        .read(StoredDocuments.MOST_BYTES)
        .compose(
            fields -> {
              JsonNode parameters = parameters(fields);
              uploads.requireFile();
              return uploads.keep(KEEP).map(kept -> new Upload(kept.getFirst(), parameters));
            });
  }

  private static JsonNode parameters(Map<String, String> fields) {
    for (String each : fields.keySet()) {
      if (!FIELDS.contains(each)) {
        throw Fault.invalid(each, "not known (expected: file and parameters)");
      }
    }
    String text = fields.getOrDefault("parameters", "");
    if (text.isBlank()) {
      return Json.object();
    }
    try {
      return Json.request(text.getBytes(StandardCharsets.UTF_8));
    } catch (Fault _) {
      throw Fault.invalid("parameters", "no JSON object (expected: one, as text)");
    }
  }

  private ObjectNode computed(HttpExchange exchange, Upload form) {
    try (var open = documents.open(form.file())) {
      exchange.memory().take((long) HEAP_OF_CHARACTER * open.document().text().length());
      return InsightComputation.of(open.name(), open.document(), form.parameters());
    } finally {
      documents.discard(form.file());
    }
  }

  private ParsedDocument markdown(String content) {
    try (var open = documents.open("content.md", content)) {
      return open.document();
    }
  }

  private void answer(HttpExchange exchange, Supplier<ObjectNode> work) {
    exchange.when(CompletableFuture.supplyAsync(work, threads), exchange::json);
  }
}
