package dev.tutti.application.insight;

import dev.tutti.application.insight.figure.Figures;
import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.SeriesInsight;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.statistics.GrowthFigures;
import dev.tutti.chat.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Comparison of periods with each other, and of figures with benchmarks of the caller. */
final class InsightComparison {
  private static final String FORMULA = "change = b/a - 1; a <= 0 -> null";
  private final InsightFigures figures;
  private final InsightParameters parameters;
  private final SeriesInsight first;

  InsightComparison(InsightFigures figures, InsightParameters parameters) {
    this.figures = figures;
    this.parameters = parameters;
    this.first = figures.first();
  }

  /** Sums of the quarters of the first series. */
  ObjectNode quarters() {
    ObjectNode json = Json.object();
    sums(first).forEach((name, sum) -> json.set(name, Figures.of(sum)));
    return json;
  }

  private Map<String, Double> sums(SeriesInsight insight) {
    if (insight.series().frequency() != SeriesFrequency.QUARTERLY) {
      return figures.quarters(insight.series());
    }
    Map<String, Double> sums = new LinkedHashMap<>();
    for (ReadValue each : insight.series().present()) {
      if (each.value() != null) {
        sums.put(each.period().label(), each.value().doubleValue());
      }
    }
    return sums;
  }

  /** Each period against the one before, for every series; only those that are asked for. */
  ArrayNode changes() {
    ArrayNode json = Json.array();
    if (!parameters.comparing()) {
      return json;
    }
    for (SeriesInsight each : figures.series()) {
      Map<String, Double> sums = sums(each);
      sums.keySet().removeIf(name -> !wanted(name));
      String last = null;
      for (var period : sums.entrySet()) {
        if (last != null) {
          change(json, each, last, period.getKey(), sums);
        }
        last = period.getKey();
      }
      List<String> names = List.copyOf(sums.keySet());
      if (names.size() > 2) {
        change(json, each, names.getFirst(), names.getLast(), sums);
      }
    }
    return json;
  }

  private boolean wanted(String name) {
    return parameters.periods().isEmpty()
        || parameters.periods().stream().anyMatch(each -> name.endsWith(each));
  }

  private static void change(
      ArrayNode json, SeriesInsight of, String from, String to, Map<String, Double> sums) {
    double a = sums.getOrDefault(from, Double.NaN);
    double b = sums.getOrDefault(to, Double.NaN);
    ObjectNode one =
        json.addObject().put("series", of.series().name()).put("from", from).put("to", to);
    one.set("a", Figures.of(a));
    one.set("b", Figures.of(b));
    one.set("difference", Figures.of(b - a));
    one.set("change", Figures.of(GrowthFigures.change(a, b)));
    one.put("unit", of.series().unit()).put("formula", FORMULA);
  }

  /** Figures against those of the caller; nothing is known from elsewhere. */
  void benchmarks(ObjectNode json) {
    if (parameters.benchmarks().isEmpty()) {
      json.putNull("benchmarks");
      json.put(
          "benchmarks_reason",
          parameters.benchmarking()
              ? "none given: benchmarks come from parameters.benchmarks only"
              : "not asked for");
      return;
    }
    ArrayNode list = json.putArray("benchmarks");
    json.putNull("benchmarks_reason");
    parameters
        .benchmarks()
        .forEach(
            (name, value) -> {
              ObjectNode one = list.addObject().put("name", name);
              one.set("benchmark", Figures.of(value));
              Compared compared = compared(name);
              one.put("compared", compared == null ? null : compared.what());
              double actual = compared == null ? Double.NaN : compared.value();
              one.set("actual", Figures.of(actual));
              one.set("difference", Figures.of(actual - value));
              one.set("change", Figures.of(GrowthFigures.change(value, actual)));
            });
  }

  /** Figure that is compared. */
  private record Compared(String what, double value) {}

  /** Figure of a name: of growth, of the first series, or the mean of a series of this name. */
  private @Nullable Compared compared(String name) {
    var growth = first.growth();
    return switch (name) {
      case "growth_rate", "cmgr" -> growth == null ? null : new Compared("cmgr", growth.compound());
      case "total_growth" -> growth == null ? null : new Compared("total", growth.total());
      case "mean" -> new Compared("mean", first.described().mean());
      case "sum" -> new Compared("sum", first.described().sum());
      case "last" -> new Compared("last", first.values()[first.values().length - 1]);
      default -> {
        Double quarter = sums(first).get(name);
        if (quarter != null) {
          yield new Compared(name, quarter);
        }
        yield figures.series().stream()
            .filter(each -> each.series().name().equals(name))
            .findFirst()
            .map(each -> new Compared("mean", each.described().mean()))
            .orElse(null);
      }
    };
  }
}
