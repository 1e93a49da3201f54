package dev.tutti.gateway.file;

import dev.tutti.chat.Fault;
import dev.tutti.file.FilePage;
import dev.tutti.file.FilePurpose;
import dev.tutti.file.FileSelection;
import dev.tutti.file.NewFile;
import dev.tutti.file.StoredFile;
import dev.tutti.file.StoredFiles;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.http.multipart.FormUpload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/files}: files of their owner. */
public record FilesEndpoint(StoredFiles files) {
  private static final String USUAL = "1000";

  /** Heap that the JSON of one file takes in a list, about. */
  private static final int HEAP_OF_ONE = 1_200;

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /** {@code POST /v1/files}: keeps one. */
  public void create(HttpExchange exchange) {
    var upload = new UploadedFile(files, exchange.loop(), exchange.memory());
    exchange.onEnd(upload::close);
    FormUpload.read(exchange, upload, files.settings().maxSize(), room(exchange))
        .compose(fields -> keep(exchange, upload, fields))
        .onSuccess(kept -> exchange.attempt(() -> exchange.json(FileJson.of(kept))))
        .onFailure(exchange::fail);
  }

  /** Before anything is written, so that whoever has no room does not fill the disk. */
  private Future<Void> room(HttpExchange exchange) {
    long declared = exchange.header("content-length").map(Long::parseLong).orElse(0L);
    Promise<Void> room = Promise.promise();
    var _ =
        files
            .requireRoom(owner(exchange), declared)
            .whenComplete(
                (_, thrown) ->
                    exchange
                        .loop()
                        .run(
                            () -> {
                              if (thrown == null) {
                                room.complete();
                              } else {
                                room.fail(Fault.from(thrown));
                              }
                            }));
    return room.future();
  }

  private Future<StoredFile> keep(
      HttpExchange exchange, UploadedFile upload, Map<String, String> fields) {
    var purpose = purpose(fields.get("purpose"));
    var what = new NewFile(owner(exchange), purpose, upload.name(), keep(fields));
    return upload.keep(draft -> files.keep(draft, what));
  }

  private static FilePurpose purpose(@Nullable String word) {
    if (word == null) {
      throw Fault.invalid("purpose", "is missing (expected: a purpose, such as batch)");
    }
    var purpose = FilePurpose.of(word);
    if (purpose == FilePurpose.BATCH_OUTPUT) {
      throw Fault.invalid("purpose", "batch_output (expected: batch; results are not uploaded)");
    }
    return purpose;
  }

  private static @Nullable Duration keep(Map<String, String> fields) {
    var anchor = fields.get("expires_after[anchor]");
    var seconds = fields.get("expires_after[seconds]");
    if (anchor == null && seconds == null) {
      return null;
    }
    return keep(anchor, seconds);
  }

  /**
   * Time for which a file is kept, in OpenAI's words.
   *
   * @throws Fault {@code invalid_request}
   */
  private static Duration keep(@Nullable String anchor, @Nullable String seconds) {
    if (!"created_at".equals(anchor)) {
      throw Fault.invalid("expires_after[anchor]", anchor + " (expected: created_at)");
    }
    if (seconds != null && seconds.matches("\\d{1,9}")) {
      var keep = Duration.ofSeconds(Long.parseLong(seconds));
      if (keep.compareTo(SHORTEST) >= 0 && keep.compareTo(LONGEST) <= 0) {
        return keep;
      }
    }
    throw Fault.invalid(
        "expires_after[seconds]",
        "%s (expected: %d to %d)".formatted(seconds, SHORTEST.toSeconds(), LONGEST.toSeconds()));
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }

  /** {@code GET /v1/files?purpose=&after=&limit=&order=}: the newest first. */
  public void list(HttpExchange exchange) {
    var limit = Page.number("limit", exchange.query("limit").orElse(USUAL), FileSelection.MOST);
    var selection =
        new FileSelection(
            exchange.query("purpose").orElse(""),
            exchange.query("after").orElse(""),
            (int) limit,
            oldestFirst(exchange.query("order").orElse("desc")));
    exchange.when(files.list(owner(exchange), selection), page -> answer(exchange, page));
  }

  private static void answer(HttpExchange exchange, FilePage page) {
    exchange.memory().take((long) page.files().size() * HEAP_OF_ONE);
    exchange.json(FileJson.of(page));
  }

  private static boolean oldestFirst(String order) {
    return switch (order) {
      case "asc" -> true;
      case "desc" -> false;
      default -> throw Fault.invalid("order", "\"%s\" (expected: asc or desc)".formatted(order));
    };
  }

  /** {@code GET /v1/files/{id}}. */
  public void show(HttpExchange exchange) {
    exchange.when(
        files.find(owner(exchange), exchange.path("id")), file -> exchange.json(FileJson.of(file)));
  }

  /** {@code GET /v1/files/{id}/content}: as a download, which no browser runs. */
  public void content(HttpExchange exchange) {
    exchange.when(
        files.find(owner(exchange), exchange.path("id")),
        file -> {
          if (exchange.method().equals(HttpMethod.HEAD) || file.bytes() == 0) {
            head(exchange, file);
            exchange.end(Buffer.buffer());
          } else {
            var path = files.path(file.id());
            FileDownload.send(exchange, path, file.bytes(), () -> head(exchange, file));
          }
        });
  }

  private static void head(HttpExchange exchange, StoredFile file) {
    var name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    exchange
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(file.bytes()))
        .putHeader("content-disposition", "attachment; filename*=UTF-8''" + name)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader(AnswerHeaders.REQUEST_ID, exchange.id());
  }

  /** {@code DELETE /v1/files/{id}}. */
  public void delete(HttpExchange exchange) {
    var id = exchange.path("id");
    exchange.when(files.delete(owner(exchange), id), _ -> exchange.json(FileJson.deleted(id)));
  }
}
