package dev.tutti.application.insight;

import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.insight.figure.InsightOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Parameters of data insight.
 *
 * @param types trends, comparative, correlation: what an explanation is about
 * @param forecasting whether values to come are wanted
 * @param correlations whether pairs of series are wanted
 * @param intervals whether forecasts come with intervals
 * @param comparing whether periods are compared
 * @param periods names of the periods that are compared; empty for all
 * @param benchmarking whether values are wanted to be compared with those of the caller
 * @param benchmarks of the caller, by what they are benchmarks of
 * @param markdown whether the result has a text for people, too
 * @param question what the reader wants to know; may be empty
 */
record InsightParameters(
    Set<String> types,
    boolean forecasting,
    boolean correlations,
    boolean intervals,
    boolean comparing,
    List<String> periods,
    boolean benchmarking,
    Map<String, Double> benchmarks,
    boolean markdown,
    String question,
    ApplicationParameters all) {
  private static final List<String> TYPES =
      List.of("trends", "comparative", "correlation", "comprehensive");
  private static final List<String> FORMATS = List.of("structured", "markdown");
  private static final Set<String> KNOWN =
      Set.of(
          "insight_type",
          "include_forecasting",
          "include_correlations",
          "confidence_intervals",
          "compare_periods",
          "include_benchmarks",
          "benchmarks",
          "horizon",
          "min_train",
          "ratios",
          "question",
          "focus",
          "output_format");
  private static final int MOST = 100;
  private static final int LONGEST_HORIZON = 120;
  private static final int MOST_TRAINING = 10_000;

  static InsightParameters of(ApplicationParameters of) {
    of.require(KNOWN);
    var language = of.language();
    if (!language.isEmpty() && !language.startsWith("zh") && !language.startsWith("en")) {
      throw of.wrong("language", "zh or en");
    }
    var _ = of.integer("horizon", 1, LONGEST_HORIZON, 3);
    var _ = of.integer("min_train", 3, MOST_TRAINING, 4);
    var _ = InsightOptions.ratios(of.node("ratios"));
    boolean flag = of.node("compare_periods").isBoolean();
    return new InsightParameters(
        of.words("insight_type", TYPES, Set.of("comprehensive")),
        of.flag("include_forecasting", true),
        of.flag("include_correlations", true),
        of.flag("confidence_intervals", true),
        !flag || of.flag("compare_periods", true),
        flag ? List.of() : periods(of),
        of.flag("include_benchmarks", false),
        benchmarks(of),
        of.word("output_format", FORMATS, "structured").equals("markdown"),
        of.text("question", of.text("focus", "")),
        of);
  }

  private static List<String> periods(ApplicationParameters of) {
    List<String> periods = new ArrayList<>();
    for (JsonNode each : of.list("compare_periods", MOST)) {
      if (!each.isString()) {
        throw of.wrong("compare_periods", "true, false, or a list of periods such as Q1");
      }
      periods.add(each.asString());
    }
    return periods;
  }

  private static Map<String, Double> benchmarks(ApplicationParameters of) {
    Map<String, Double> benchmarks = new LinkedHashMap<>();
    if (!of.has("benchmarks")) {
      return benchmarks;
    }
    JsonNode given = of.node("benchmarks");
    if (!given.isObject() || given.size() > MOST) {
      throw of.wrong("benchmarks", "an object of names and numbers");
    }
    for (var each : given.properties()) {
      double value = each.getValue().asDouble(Double.NaN);
      if (!each.getValue().isNumber() || !Double.isFinite(value)) {
        throw of.wrong("benchmarks", "an object of names and numbers");
      }
      benchmarks.put(each.getKey(), value);
    }
    return benchmarks;
  }

  /** Options of the computing; where no language is given, that of the content. */
  InsightOptions options(String content) {
    String language = all.language();
    boolean chinese =
        language.isEmpty() ? InsightWords.chinese(content) : language.startsWith("zh");
    Integer minimum = all.has("min_train") ? all.integer("min_train", 3, MOST_TRAINING, 4) : null;
    return new InsightOptions(
        all.integer("horizon", 1, LONGEST_HORIZON, 3),
        minimum,
        all.seed(),
        chinese ? "zh" : "en",
        InsightOptions.ratios(all.node("ratios")));
  }
}
