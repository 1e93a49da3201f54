package dev.tutti.application.http;

import dev.tutti.application.run.ApplicationRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.StoredDocuments;
import dev.tutti.document.UploadedFiles;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.multipart.FormUpload;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Form with files as a body: its files are kept for a day, and named by their ids. Confined to its
 * loop.
 */
record ApplicationForm(StoredDocuments documents, HttpExchange exchange) {
  private static final Duration KEEP = Duration.ofDays(1);
  private static final Set<String> JSON = Set.of("parameters", "background");

  /** Whether a form comes. */
  boolean isForm() {
    return FormUpload.isForm(exchange);
  }

  /**
   * Body that the form stands for.
   *
   * @param check of the body before its files are kept, whose names it has in their place; fails
   *     where nothing is to be kept
   */
  Future<ObjectNode> read(Function<ObjectNode, ? extends Future<?>> check) {
    var owner = exchange.principal().caller().owner();
    var uploads =
        UploadedFiles.of(exchange, documents.files(), owner, ApplicationRequest.MOST_PARTS);
    return uploads
        .read(StoredDocuments.MOST_BYTES)
        .compose(
            fields -> {
              var body = body(fields);
              return check.apply(named(body, uploads.size())).compose(_ -> kept(body, uploads));
            });
  }

  private static Future<ObjectNode> kept(ObjectNode body, UploadedFiles uploads) {
    return uploads.size() == 0
        ? Future.succeededFuture(body)
        : uploads
            .keep(KEEP)
            .map(
                kept -> {
                  var ids = body.withArray("files");
                  kept.forEach(each -> ids.add(each.id()));
                  return body;
                });
  }

  /** The same body with names of files that are not kept yet. */
  private static ObjectNode named(ObjectNode body, int files) {
    var named = body.deepCopy();
    for (int i = 0; i < files; i++) {
      named.withArray("files").add("file");
    }
    return named;
  }

  private static ObjectNode body(Map<String, String> fields) {
    var body = Json.object();
    fields.forEach(
        (name, text) -> {
          if (JSON.contains(name)) {
            body.set(name, json(name, text));
          } else if (name.equals("files")) {
            ids(text).forEach(body.withArray("files")::add);
          } else {
            body.put(name, text);
          }
        });
    return body;
  }

  /** Ids of files: a list as JSON, or one as it is. */
  private static JsonNode ids(String text) {
    var id = text.strip();
    return id.startsWith("[")
        ? json("files", id)
        : id.isEmpty() ? Json.array() : Json.array().add(id);
  }

  /** An empty field says nothing. */
  private static JsonNode json(String name, String text) {
    if (text.isBlank()) {
      return Json.tree("null".getBytes(StandardCharsets.UTF_8));
    }
    try {
      var only = Json.request(("{\"" + name + "\":" + text + "}").getBytes(StandardCharsets.UTF_8));
      if (only.size() == 1) {
        return only.get(name);
      }
    } catch (Fault _) {
      // told below
    }
    throw Fault.invalid(name, "no JSON in the field (expected: an object, a list or true)");
  }
}
