package dev.tutti.gateway.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.StoredDocuments;
import dev.tutti.document.UploadedFiles;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.file.StoredFile;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.http.multipart.FormUpload;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/documents}.
 *
 * @param threads for the work, which takes as long as a document is large
 * @param bodyLimit the longest JSON body in bytes, at this moment
 */
public record DocumentsEndpoint(
    StoredDocuments documents, Executor threads, IntSupplier bodyLimit) {
  private static final int MOST_ROWS = 10_000;
  private static final String USUAL_ROWS = "1000";

  /** Heap that JSON of a document takes, by its characters. */
  private static final int HEAP_OF_CHARACTER = 12;

  /** {@code POST /v1/documents}: a form with a file, {@code {text, name}} or {@code {file_id}}. */
  public void create(HttpExchange exchange) {
    if (FormUpload.isForm(exchange)) {
      upload(exchange)
          .onSuccess(file -> answer(exchange, beside(() -> parsedOrDeleted(exchange, file))))
          .onFailure(exchange::fail);
      return;
    }
    var owner = exchange.principal().caller().owner();
    exchange
        .tree(bodyLimit.getAsInt(), Json::request)
        .onSuccess(body -> answer(exchange, beside(() -> created(exchange, owner, body))))
        .onFailure(exchange::fail);
  }

  private Future<StoredFile> upload(HttpExchange exchange) {
    var owner = exchange.principal().caller().owner();
    var uploads = UploadedFiles.of(exchange, documents.files(), owner, 1);
    return uploads
        .read(StoredDocuments.MOST_BYTES)
        .compose(
            _ -> {
              uploads.requireFile();
              return uploads.keep(null);
            })
        .map(kept -> kept.getFirst());
  }

  private ObjectNode parsedOrDeleted(HttpExchange exchange, StoredFile file) {
    try {
      return description(exchange, file);
    } catch (RuntimeException e) {
      documents.discard(file);
      throw e;
    }
  }

  /** Description of a document, whose memory is taken before there is one. */
  private ObjectNode description(HttpExchange exchange, StoredFile file) {
    try (var open = documents.open(file)) {
      take(exchange, DocumentJson.charactersOf(open.document()));
      return DocumentJson.of(file, open);
    }
  }

  private static void take(HttpExchange exchange, long characters) {
    exchange.memory().take(HEAP_OF_CHARACTER * characters);
  }

  private ObjectNode created(HttpExchange exchange, String owner, ObjectNode body) {
    if (body.hasNonNull("text")) {
      return parsedOrDeleted(
          exchange,
          documents.keep(owner, text(body, "name", "document.txt"), text(body, "text", "")));
    }
    var id = text(body, "file_id", "");
    if (id.isEmpty()) {
      throw Fault.invalid("text", "is missing (expected: text, file_id, or a form with a file)");
    }
    return description(exchange, documents.find(owner, id).join());
  }

  private static String text(ObjectNode body, String name, String otherwise) {
    var value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isString()) {
      throw Fault.invalid(name, value.getNodeType() + " (expected: a text)");
    }
    return value.asString();
  }

  /** {@code GET /v1/documents/{id}}. */
  public void show(HttpExchange exchange) {
    found(exchange, file -> description(exchange, file));
  }

  /** {@code GET /v1/documents/{id}/blocks?after=&limit=}. */
  public void blocks(HttpExchange exchange) {
    rows(exchange, DocumentJson::blocks);
  }

  /** {@code GET /v1/documents/{id}/tables?after=&limit=}. */
  public void tables(HttpExchange exchange) {
    rows(exchange, DocumentJson::tables);
  }

  private void rows(
      HttpExchange exchange, BiFunction<ParsedDocument, DocumentRows, ObjectNode> json) {
    var after = exchange.query("after").orElse("");
    var limit = Page.number("limit", exchange.query("limit").orElse(USUAL_ROWS), MOST_ROWS);
    var rows = new DocumentRows(after, (int) limit, characters -> take(exchange, characters));
    found(
        exchange,
        file -> {
          try (var open = documents.open(file)) {
            return json.apply(open.document(), rows);
          }
        });
  }

  /** {@code POST /v1/documents/{id}/verify}. */
  public void verify(HttpExchange exchange) {
    var owner = exchange.principal().caller().owner();
    exchange
        .body(bodyLimit.getAsInt())
        .compose(
            bytes ->
                exchange
                    .loop()
                    .bring(documents.find(owner, exchange.path("id"))) // before a body is judged
                    .compose(
                        file ->
                            exchange.tree(
                                bytes,
                                all -> new VerifyRequest(file, ClaimBody.read(Json.request(all))))))
        .onSuccess(request -> answer(exchange, beside(() -> verdicts(request))))
        .onFailure(exchange::fail);
  }

  /** Claims about a document. */
  private record VerifyRequest(StoredFile file, ClaimBody claims) {}

  private ObjectNode verdicts(VerifyRequest request) {
    try (var open = documents.open(request.file)) {
      return request.claims.verdicts(open.document());
    }
  }

  /** {@code DELETE /v1/documents/{id}}. */
  public void delete(HttpExchange exchange) {
    var id = exchange.path("id");
    exchange.when(
        documents.delete(exchange.principal().caller().owner(), id),
        _ ->
            exchange.json(
                Json.object().put("id", id).put("object", "document").put("deleted", true)));
  }

  private void found(HttpExchange exchange, Function<StoredFile, ObjectNode> json) {
    var found = documents.find(exchange.principal().caller().owner(), exchange.path("id"));
    answer(exchange, found.thenCompose(file -> beside(() -> json.apply(file))));
  }

  private static void answer(HttpExchange exchange, CompletableFuture<ObjectNode> json) {
    exchange.when(json, exchange::json);
  }

  private <T> CompletableFuture<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.get();
          } catch (CompletionException e) {
            throw Fault.from(e);
          }
        },
        threads);
  }
}
