package dev.tutti.application.insight;

import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.InsightOptions;
import dev.tutti.application.insight.reading.InsightReader;
import dev.tutti.application.insight.series.ReadData;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.block.ParsedDocument;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Computed half of data insight, without any model: {@code POST /v1/insight/compute}. */
public final class InsightComputation {
  private static final Set<String> MEMBERS = Set.of("content", "series", "table", "parameters");
  private static final Set<String> PARAMETERS =
      Set.of("horizon", "min_train", "seed", "language", "charts", "ratios");
  private static final int MOST_CONTENT = 4 << 20;

  private InsightComputation() {}

  /**
   * Figures of the body of a request.
   *
   * @param documents gives a text as a document of Markdown
   * @throws Fault {@code invalid_request}, naming the member
   */
  public static ObjectNode of(ObjectNode body, Function<String, ParsedDocument> documents) {
    for (String each : body.propertyNames()) {
      if (!MEMBERS.contains(each)) {
        throw Fault.invalid(
            each, "not known (expected: some of %s)".formatted(new TreeSet<>(MEMBERS)));
      }
    }
    JsonNode parameters = parameters(body.path("parameters"));
    int given = 0;
    for (String each : new String[] {"content", "series", "table"}) {
      given += body.hasNonNull(each) ? 1 : 0;
    }
    if (given != 1) {
      throw Fault.invalid(
          "content", "%d of content, series and table (expected: one of them)".formatted(given));
    }
    if (body.hasNonNull("content")) {
      JsonNode content = body.path("content");
      if (!content.isString() || content.asString().length() > MOST_CONTENT) {
        throw Fault.invalid(
            "content",
            "no text, or too long (expected: at most %d characters)".formatted(MOST_CONTENT));
      }
      String text = content.asString();
      return computed(
          () -> InsightReader.content(text, () -> documents.apply(text)), parameters, "content");
    }
    String name = body.hasNonNull("series") ? "series" : "table";
    return computed(() -> InsightInput.of(name, body.path(name)), parameters, name);
  }

  /**
   * Figures of a document.
   *
   * @param name its name, whose ending tells CSV
   * @throws Fault {@code invalid_request} when it has no numbers, or a parameter is wrong
   */
  public static ObjectNode of(String name, ParsedDocument document, JsonNode parameters) {
    return computed(() -> InsightReader.document(name, document), parameters(parameters), "file");
  }

  /**
   * Figures of a text without Markdown.
   *
   * @throws Fault {@code invalid_request} when it has no numbers, or a parameter is wrong
   */
  public static ObjectNode of(String content, JsonNode parameters) {
    ObjectNode body = Json.object().put("content", content);
    body.set("parameters", parameters);
    return of(
        body,
        text -> new ParsedDocument(text, List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  private static JsonNode parameters(JsonNode parameters) {
    if (parameters.isMissingNode() || parameters.isNull()) {
      return Json.object();
    }
    if (!parameters.isObject()) {
      throw Fault.invalid("parameters", parameters.getNodeType() + " (expected: an object)");
    }
    for (String each : parameters.propertyNames()) {
      if (!PARAMETERS.contains(each)) {
        throw Fault.invalid(
            "parameters." + each,
            "not known (expected: some of %s)".formatted(new TreeSet<>(PARAMETERS)));
      }
    }
    return parameters;
  }

  private static ObjectNode computed(
      Supplier<ReadData> reading, JsonNode parameters, String member) {
    InsightOptions options = InsightOptions.of(parameters);
    ReadData data = read(reading, member);
    InsightFigures figures = InsightFigures.of(data, options);
    ObjectNode json = figures.json();
    if (parameters.path("charts").asBoolean(false)) {
      json.set("charts", InsightCharts.json(new InsightCharts(figures).all()));
    }
    return json;
  }

  /** Data that was read, or the fault of a caller who sent none. */
  static ReadData read(Supplier<ReadData> reading, String member) {
    try {
      return reading.get();
    } catch (IllegalArgumentException none) {
      String message = none.getMessage();
      throw Fault.invalid(
          member, message == null ? "no data (expected: numbers with periods)" : message);
    }
  }
}
