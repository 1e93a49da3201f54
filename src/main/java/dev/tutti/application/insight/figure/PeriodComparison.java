package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.statistics.GrowthFigures;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparison of periods: quarters, years, and the same months of two years. What is compared is
 * equally long: a year that is not over is held against the same months of the other one.
 */
final class PeriodComparison {
  private final List<DataSeries> series;

  PeriodComparison(List<DataSeries> series) {
    this.series = series;
  }

  /** Adds what can be compared to an answer. */
  void addTo(ObjectNode json) {
    ObjectNode quarters = quarters();
    if (!quarters.isEmpty()) {
      json.set("quarters", quarters);
    }
    DataSeries first = series.getFirst();
    if (first.frequency() == SeriesFrequency.QUARTERLY) {
      json.set("qoq", changes(first, 1));
    }
    if (first.cumulative()) {
      boolean halves = first.frequency() == SeriesFrequency.HALF_YEARLY;
      ArrayNode single = json.putArray(halves ? "single_halves" : "single_quarters");
      first.values().forEach(each -> single.add(Figures.of(each.value())));
      json.put("cumulative", true);
    }
    int cycle = first.frequency().cycle();
    if (ofYears(cycle)) {
      if (first.values().size() > cycle) {
        json.set("yoy", changes(first, cycle));
      }
      years(json, first, cycle);
    }
    ObjectNode compared = twoYears();
    if (compared != null) {
      json.set("compare", compared);
    }
  }

  /** Changes against the period so many before, where both are there. */
  private static ArrayNode changes(DataSeries series, int back) {
    ArrayNode changes = Json.array();
    List<ReadValue> values = series.values();
    for (int i = back; i < values.size(); i++) {
      var base = values.get(i - back);
      var value = values.get(i);
      boolean apart = value.period().ordinal() - base.period().ordinal() != back;
      changes.add(
          Figures.of(apart ? Double.NaN : GrowthFigures.change(number(base), number(value))));
    }
    return changes;
  }

  private static double number(ReadValue value) {
    return value.value() == null ? Double.NaN : value.value().doubleValue();
  }

  private static void years(ObjectNode json, DataSeries series, int cycle) {
    Map<Integer, Double> sums = new TreeMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (ReadValue each : series.present()) {
      sums.merge(each.period().year(), number(each), Double::sum);
      counts.merge(each.period().year(), 1, Integer::sum);
    }
    sums.keySet().removeIf(year -> year == 0 || counts.getOrDefault(year, 0) < cycle);
    if (sums.isEmpty() || series.share()) {
      return;
    }
    if (series.cumulative() && sums.size() == 1) {
      json.set("full_year", Figures.of(sums.values().iterator().next()));
      return;
    }
    ObjectNode full = json.putObject("full_year");
    double before = Double.NaN;
    double last = Double.NaN;
    for (var each : sums.entrySet()) {
      full.set("y" + each.getKey(), Figures.of(each.getValue()));
      before = last;
      last = each.getValue();
    }
    full.set("change", Figures.of(GrowthFigures.change(before, last)));
  }

  /** Sums of whole quarters of months, by series, or by year where each series is one. */
  private ObjectNode quarters() {
    ObjectNode json = Json.object();
    boolean byYear =
        series.size() > 1
            && series.stream().allMatch(each -> onlyYear(each) > 0)
            && series.stream().map(PeriodComparison::onlyYear).distinct().count() == series.size();
    for (DataSeries each : series) {
      if (each.frequency() == SeriesFrequency.MONTHLY && !each.share()) {
        List<Double> sums = new ArrayList<>(quarters(each).values());
        if (!sums.isEmpty()) {
          ArrayNode array = json.putArray(byYear ? Integer.toString(onlyYear(each)) : each.name());
          sums.forEach(sum -> array.add(Figures.of(sum)));
        }
      }
    }
    return json;
  }

  /** Sums of the whole quarters of a series of months, by their names. */
  static Map<String, Double> quarters(DataSeries series) {
    Map<String, Double> sums = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ReadValue each : series.present()) {
      int year = each.period().year();
      String name = (year == 0 ? "" : Integer.toString(year)) + "Q" + each.period().quarter();
      sums.merge(name, number(each), Double::sum);
      counts.merge(name, 1, Integer::sum);
    }
    sums.keySet().removeIf(name -> counts.getOrDefault(name, 0) < 3);
    return sums;
  }

  private static int onlyYear(DataSeries series) {
    List<Integer> years =
        series.values().stream().map(each -> each.period().year()).distinct().toList();
    return years.size() == 1 ? years.getFirst() : 0;
  }

  /** The same periods of two series of one year each. */
  private @Nullable ObjectNode twoYears() {
    if (series.size() < 2) {
      return null;
    }
    DataSeries a = series.get(0);
    DataSeries b = series.get(1);
    int cycle = a.frequency().cycle();
    boolean apart = onlyYear(a) > 0 && onlyYear(b) == onlyYear(a) + 1;
    if (!apart || a.frequency() != b.frequency() || !ofYears(cycle)) {
      return null;
    }
    Map<Long, Double> first = byPlace(a, cycle);
    Map<Long, Double> second = byPlace(b, cycle);
    ArrayNode changes = Json.array();
    double sumA = 0;
    double sumB = 0;
    List<Long> both = first.keySet().stream().filter(second::containsKey).toList();
    for (long place : both) {
      double valueA = first.getOrDefault(place, Double.NaN);
      double valueB = second.getOrDefault(place, Double.NaN);
      sumA += valueA;
      sumB += valueB;
      changes.add(Figures.of(GrowthFigures.change(valueA, valueB)));
    }
    if (both.isEmpty()) {
      return null;
    }
    ObjectNode json = Json.object();
    ObjectNode same = json.putObject("same_period");
    same.put("periods", span(cycle).formatted(both.getFirst() + 1, both.getLast() + 1));
    same.set("a", Figures.of(sumA));
    same.set("b", Figures.of(sumB));
    same.set("change", Figures.of(GrowthFigures.change(sumA, sumB)));
    same.put("formula", "change = b/a - 1, over the periods that both have");
    json.set(cycle == 12 ? "by_month" : cycle == 4 ? "by_quarter" : "by_half", changes);
    full(json, a, first, cycle);
    full(json, b, second, cycle);
    return json;
  }

  /** Whether cycles are years. */
  private static boolean ofYears(int cycle) {
    return cycle == 2 || cycle == 4 || cycle == 12;
  }

  private static String span(int cycle) {
    return cycle == 12 ? "M%02d-M%02d" : cycle == 4 ? "Q%d-Q%d" : "H%d-H%d";
  }

  private static void full(
      ObjectNode json, DataSeries series, Map<Long, Double> values, int cycle) {
    if (values.size() == cycle) {
      double sum = values.values().stream().mapToDouble(Double::doubleValue).sum();
      json.set("full_year_" + onlyYear(series), Figures.of(sum));
    }
  }

  private static Map<Long, Double> byPlace(DataSeries series, int cycle) {
    Map<Long, Double> values = new TreeMap<>();
    for (ReadValue each : series.present()) {
      values.put(Math.floorMod(each.period().ordinal(), (long) cycle), number(each));
    }
    return values;
  }
}
