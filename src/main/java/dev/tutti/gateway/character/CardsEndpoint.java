package dev.tutti.gateway.character;

import dev.tutti.character.CharacterFile;
import dev.tutti.character.CharacterFiles;
import dev.tutti.character.StoredCharacters;
import dev.tutti.character.card.CardFormat;
import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardView;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import io.vertx.core.buffer.Buffer;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/characters}: cards in and out.
 *
 * @param threads for reading and writing of files
 * @param bodyLimit the longest body that is no file, in bytes, at this moment
 */
public record CardsEndpoint(CharacterFiles files, Executor threads, IntSupplier bodyLimit) {
  private static final String USUAL = "20";
  private static final int OK = 200;
  private static final int HEAP_OF_ONE = 1 << 10;

  /** Memory for a document's tree and its text, for each byte of the file at most. */
  private static final long HEAP_OF_BYTE = 2;

  /** {@code POST /v1/characters/import}: the body is the file, whatever its type is said to be. */
  public void read(HttpExchange exchange) {
    var answer =
        file(exchange)
            .thenCompose(file -> imported(exchange, file))
            .exceptionally(CardAnswer::refusal);
    exchange.when(answer, each -> each.write(exchange));
  }

  /** The body; what is too large is refused as cards are, also where its head tells that. */
  private static CompletionStage<byte[]> file(HttpExchange exchange) {
    try {
      return exchange.body(CardReader.MOST_BYTES + 1).toCompletionStage();
    } catch (Fault refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private CompletionStage<CardAnswer> imported(HttpExchange exchange, byte[] file) {
    return work(exchange, file, CharacterFile::read)
        .thenCompose(
            read ->
                characters()
                    .keep(owner(exchange), read)
                    .thenApply(kept -> CardAnswer.of(kept, read.view())));
  }

  /** {@code PUT /v1/characters/{id}}: the body is a file in the place of the one that is kept. */
  public void replace(HttpExchange exchange) {
    var answer =
        file(exchange)
            .thenCompose(file -> replaced(exchange, file))
            .exceptionally(CardAnswer::refusal);
    exchange.when(answer, each -> each.write(exchange));
  }

  /** Who has no such character is told so, whatever the body is. */
  private CompletionStage<CardAnswer> replaced(HttpExchange exchange, byte[] file) {
    var id = exchange.path("id");
    return characters()
        .file(owner(exchange), id)
        .thenCompose(before -> onLoop(exchange, before))
        .thenCompose(
            before ->
                work(exchange, file, each -> read(exchange, each, before))
                    .thenCompose(
                        read ->
                            characters()
                                .replace(owner(exchange), id, read, before)
                                .thenApply(kept -> CardAnswer.of(kept, read.view()))));
  }

  private static CharacterFile read(HttpExchange exchange, byte[] file, byte[] before) {
    exchange.memory().take(before.length * HEAP_OF_BYTE);
    return CharacterFile.read(file).inPlaceOf(CharacterFile.read(before));
  }

  /** {@code GET /v1/characters?after=&limit=}: the newest first. */
  public void list(HttpExchange exchange) {
    int limit =
        (int) Page.number("limit", exchange.query("limit").orElse(USUAL), StoredCharacters.PAGE);
    var page = characters().page(owner(exchange), exchange.query("after").orElse(""), limit + 1);
    exchange.when(
        page,
        found -> {
          exchange.memory().take((long) found.size() * HEAP_OF_ONE);
          var answer = Json.object().put("object", "list");
          var data = answer.putArray("data");
          found.stream().limit(limit).forEach(each -> data.add(CardAnswer.json(each)));
          exchange.json(answer.put("has_more", found.size() > limit));
        });
  }

  /** {@code GET /v1/characters/{id}}. */
  public void show(HttpExchange exchange) {
    var id = exchange.path("id");
    var answer =
        characters()
            .one(owner(exchange), id)
            .thenCombine(view(exchange, id), (each, view) -> CardAnswer.of(each, view));
    exchange.when(answer, each -> each.write(exchange));
  }

  private CompletionStage<CardView> view(HttpExchange exchange, String id) {
    return file(exchange, id, file -> CardView.of(CardReader.read(file)));
  }

  /** Reads something from the file of a character of the caller's. */
  private <T> CompletableFuture<T> file(
      HttpExchange exchange, String id, Function<byte[], T> read) {
    return characters()
        .file(owner(exchange), id)
        .thenCompose(file -> onLoop(exchange, file))
        .thenCompose(file -> work(exchange, file, read));
  }

  private static CompletableFuture<byte[]> onLoop(HttpExchange exchange, byte[] file) {
    var there = new CompletableFuture<byte[]>();
    exchange.loop().run(() -> there.complete(file));
    return there;
  }

  /** {@code DELETE /v1/characters/{id}}. */
  public void delete(HttpExchange exchange) {
    exchange.when(
        characters().delete(owner(exchange), exchange.path("id")),
        id -> exchange.json(Json.object().put("id", id).put("deleted", true)));
  }

  /** {@code GET /v1/characters/{id}/export?format=}: as it came, or as v2, v3, png or charx. */
  public void export(HttpExchange exchange) {
    var format = format(exchange.query("format").orElse(""));
    var written = file(exchange, exchange.path("id"), file -> format.write(CardReader.read(file)));
    exchange.when(
        written,
        bytes -> {
          exchange
              .response()
              .putHeader("content-type", format.type())
              .putHeader("x-content-type-options", "nosniff")
              .putHeader(
                  "content-disposition", "attachment; filename=\"card" + format.ending() + '"')
              .putHeader(AnswerHeaders.REQUEST_ID, exchange.id());
          exchange.end(Buffer.buffer(bytes));
        });
  }

  private static CardFormat format(String word) {
    return CardFormat.of(word)
        .orElseThrow(
            () ->
                Fault.invalid(
                    "format",
                    "\"%s\" (expected: v2, v3, png, charx, or none for what came)"
                        .formatted(word)));
  }

  /** {@code POST /v1/characters/preview}: what a model would be told; nobody is called. */
  public void preview(HttpExchange exchange) {
    var now = characters().clock().instant().atZone(ZoneOffset.UTC);
    var answer =
        exchange
            .tree(bodyLimit.getAsInt(), body -> PreviewBody.read(body, now))
            .toCompletionStage()
            .thenCompose(body -> preview(exchange, body))
            .thenApply(json -> new CardAnswer(OK, json))
            .exceptionally(CardAnswer::refusal);
    exchange.when(answer, each -> each.write(exchange));
  }

  private CompletionStage<ObjectNode> preview(HttpExchange exchange, PreviewBody body) {
    Function<byte[], ObjectNode> told = file -> body.answer(file, characters().random());
    return body.character().isEmpty()
        ? work(exchange, body.card(), told)
        : file(exchange, body.character(), told);
  }

  private <T> CompletableFuture<T> work(
      HttpExchange exchange, byte[] file, Function<byte[], T> work) {
    exchange.memory().take(file.length * HEAP_OF_BYTE);
    return CompletableFuture.supplyAsync(() -> files.reading(() -> work.apply(file)), threads);
  }

  private StoredCharacters characters() {
    return files.characters();
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }
}
