package dev.tutti.gateway.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberSurroundings;
import dev.tutti.http.HttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/numbers/parse}.
 *
 * @param threads for the work
 * @param bodyLimit the longest body in bytes, at this moment
 */
public record NumbersEndpoint(Executor threads, IntSupplier bodyLimit) {
  private static final int MOST_ITEMS = 2_000;
  private static final int MOST_TEXT = 100_000;
  private static final int MOST_ALL = 1_000_000;
  private static final int MOST_SAMPLES = 1_000;

  /** Heap that the quantities of a text take, by its characters. */
  private static final int HEAP_OF_CHARACTER = 200;

  /** Text with what its document says of it. */
  private record NumberText(String text, NumberSurroundings around) {}

  /** Reads the numbers of a text, or of several. */
  public void parse(HttpExchange exchange) {
    var answer =
        exchange
            .tree(bodyLimit.getAsInt(), Json::request)
            .toCompletionStage()
            .thenCompose(
                body ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          var texts = texts(body);
                          exchange.memory().take(HEAP_OF_CHARACTER * characters(texts));
                          return answer(body, texts);
                        },
                        threads));
    exchange.when(answer, exchange::json);
  }

  private static List<NumberText> texts(ObjectNode body) {
    var items = body.path("items");
    List<NumberText> texts = new ArrayList<>();
    if (items.isMissingNode() || items.isNull()) {
      texts.add(text(body, ""));
    } else {
      if (!items.isArray() || items.size() > MOST_ITEMS) {
        throw Fault.invalid(
            "items",
            "%s of %d (expected: a list of at most %d)"
                .formatted(items.getNodeType(), items.size(), MOST_ITEMS));
      }
      for (int i = 0; i < items.size(); i++) {
        texts.add(text(items.get(i), "items[" + i + "]."));
      }
    }
    if (characters(texts) > MOST_ALL) {
      throw Fault.invalid(
          "items", "%d characters (expected: at most %d)".formatted(characters(texts), MOST_ALL));
    }
    return texts;
  }

  private static long characters(List<NumberText> texts) {
    return texts.stream().mapToLong(each -> each.text().length()).sum();
  }

  private static NumberText text(JsonNode item, String at) {
    var text = item.path("text");
    if (!text.isString() || text.asString().length() > MOST_TEXT) {
      throw Fault.invalid(
          at + "text",
          "is missing or too long (expected: at most %d characters)".formatted(MOST_TEXT));
    }
    return new NumberText(text.asString(), around(item.path("context"), at + "context."));
  }

  private static NumberSurroundings around(JsonNode context, String at) {
    List<String> samples = new ArrayList<>();
    for (var each : context.path("document_samples")) {
      samples.add(each.asString(""));
    }
    if (samples.size() > MOST_SAMPLES) {
      throw Fault.invalid(
          at + "document_samples",
          "%d (expected: at most %d)".formatted(samples.size(), MOST_SAMPLES));
    }
    return new NumberSurroundings(
        word(context, at, "caption"),
        word(context, at, "row"),
        word(context, at, "decimal"),
        samples);
  }

  private static @Nullable String word(JsonNode context, String at, String name) {
    var value = context.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isString() || value.asString().length() > MOST_TEXT) {
      throw Fault.invalid(at + name, value.getNodeType() + " (expected: a text)");
    }
    return value.asString();
  }

  private static ObjectNode answer(ObjectNode body, List<NumberText> texts) {
    if (!body.hasNonNull("items")) {
      return quantities(texts.getFirst());
    }
    var json = Json.object();
    var data = json.putArray("data");
    texts.forEach(each -> data.add(quantities(each)));
    return json;
  }

  private static ObjectNode quantities(NumberText of) {
    var json = Json.object();
    var quantities = json.putArray("quantities");
    for (var each : NumberGrammar.read(of.text(), of.around())) {
      quantities.add(QuantityJson.of(each, of.text()));
    }
    return json;
  }
}
