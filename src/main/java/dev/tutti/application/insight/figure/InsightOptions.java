package dev.tutti.application.insight.figure;

import dev.tutti.chat.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Options of the computing.
 *
 * @param horizon periods to forecast; no more than half of the values are
 * @param minimum values before the first forecast of backtests, where the caller says so
 * @param seed of draws
 * @param language zh or en: of the labels of charts
 * @param ratios of series that are asked for, such as {@code profit/revenue}
 */
public record InsightOptions(
    int horizon, @Nullable Integer minimum, long seed, String language, List<String> ratios) {
  private static final int USUAL_HORIZON = 3;
  private static final int LONGEST = 120;
  private static final int MOST_TRAINING = 10_000;
  private static final int MOST_RATIOS = 8;

  /** Options where nobody says otherwise. */
  public static final InsightOptions USUAL =
      new InsightOptions(USUAL_HORIZON, null, 1, "zh", List.of());

  public InsightOptions {
    ratios = List.copyOf(ratios);
  }

  /**
   * Options of a request.
   *
   * @throws Fault {@code invalid_request} when one is out of range
   */
  public static InsightOptions of(JsonNode parameters) {
    JsonNode minimum = parameters.path("min_train");
    String language = parameters.path("language").asString("zh");
    if (!language.equals("zh") && !language.equals("en")) {
      throw Fault.invalid("parameters.language", "\"%s\" (expected: zh or en)".formatted(language));
    }
    return new InsightOptions(
        number(parameters, "horizon", 1, LONGEST, USUAL_HORIZON),
        minimum.isMissingNode() || minimum.isNull()
            ? null
            : number(parameters, "min_train", 3, MOST_TRAINING, 4),
        seed(parameters),
        language,
        ratios(parameters.path("ratios")));
  }

  /**
   * Names of ratios.
   *
   * @throws Fault {@code invalid_request} when they are no texts
   */
  public static List<String> ratios(JsonNode names) {
    boolean none = names.isMissingNode() || names.isNull();
    List<JsonNode> all = names.valueStream().toList();
    boolean named =
        all.stream().allMatch(each -> each.isString() && each.asString().indexOf('/') > 0);
    if (!none && (!names.isArray() || !named || all.size() > MOST_RATIOS)) {
      throw Fault.invalid(
          "parameters.ratios",
          "%s (expected: a list of at most %d names such as \"profit/revenue\")"
              .formatted(names, MOST_RATIOS));
    }
    return all.stream().map(JsonNode::asString).toList();
  }

  private static int number(JsonNode parameters, String name, int least, int most, int usual) {
    JsonNode value = parameters.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return usual;
    }
    if (!isLong(value) || value.asLong() < least || value.asLong() > most) {
      throw Fault.invalid(
          "parameters." + name,
          "%s (expected: a whole number, %d to %d)".formatted(value, least, most));
    }
    return value.asInt();
  }

  private static long seed(JsonNode parameters) {
    JsonNode value = parameters.path("seed");
    if (value.isMissingNode() || value.isNull()) {
      return 1;
    }
    if (!isLong(value)) {
      throw Fault.invalid("parameters.seed", value + " (expected: a whole number of 64 bits)");
    }
    return value.asLong();
  }

  private static boolean isLong(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong();
  }

  /** Whether labels are Chinese. */
  public boolean chinese() {
    return language.equals("zh");
  }
}
