package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.DataWarning;
import dev.tutti.application.insight.series.ReadData;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.ShareList;
import dev.tutti.application.insight.statistics.LevelShift;
import dev.tutti.application.insight.statistics.PairCorrelation;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All figures of data.
 *
 * @param series figures of each series, in their order; not empty
 * @param pairs correlations of series
 * @param ratios of series
 */
public record InsightFigures(
    ReadData data,
    InsightOptions options,
    List<SeriesInsight> series,
    List<SeriesPair> pairs,
    List<SeriesRatio> ratios) {

  public InsightFigures {
    series = List.copyOf(series);
    pairs = List.copyOf(pairs);
    ratios = List.copyOf(ratios);
  }

  /** Figures of data. */
  public static InsightFigures of(ReadData data, InsightOptions options) {
    List<SeriesInsight> series =
        data.series().stream().map(each -> SeriesInsight.of(each, options)).toList();
    return new InsightFigures(
        data,
        options,
        series,
        SeriesPair.of(series),
        SeriesRatio.of(data.series(), options.ratios()));
  }

  /** First series, which answers are about. */
  public SeriesInsight first() {
    return series.getFirst();
  }

  /** Sums of the whole quarters of a series of months, by their names; else nothing. */
  public Map<String, Double> quarters(DataSeries of) {
    return of.frequency() == SeriesFrequency.MONTHLY && !of.share()
        ? PeriodComparison.quarters(of)
        : Map.of();
  }

  /** All of it as JSON. */
  public ObjectNode json() {
    ObjectNode json = Json.object().put("object", "insight");
    ArrayNode all = json.putArray("series");
    series.forEach(each -> all.add(SeriesJson.of(each)));
    correlations(json);
    ArrayNode outliers = json.putArray("outliers");
    first().outliers().forEach(each -> outliers.add(each.period().label()));
    LevelShift shift = first().shift();
    if (shift != null) {
      json.set("change_point", SeriesJson.shift(shift, first()));
      json.putObject("descriptive_before").set("mean", Figures.of(shift.before()));
      json.putObject("descriptive_after").set("mean", Figures.of(shift.after()));
    }
    new PeriodComparison(data.series()).addTo(json);
    if (!data.tables().isEmpty()) {
      new TableFigures(data.tables().getFirst()).addTo(json);
    }
    json.set("ratios", ratiosJson());
    json.set("breakdowns", breakdowns());
    json.set("warnings", warnings());
    json.set("assumptions", assumptions());
    return json.put("seed", options.seed());
  }

  /** Ratios of series. */
  public ArrayNode ratiosJson() {
    ArrayNode json = Json.array();
    ratios.forEach(each -> json.add(each.json()));
    return json;
  }

  private void correlations(ObjectNode json) {
    ObjectNode all = json.putObject("correlation");
    for (SeriesPair each : pairs) {
      ObjectNode pair = all.putObject(each.name());
      pair.set("levels", correlation(each.levels()));
      pair.set("differences", correlation(each.differences()));
      pair.put("spurious", each.spurious());
    }
    double[] corrected =
        PairCorrelation.holm(pairs.stream().map(each -> each.levels().pearsonP()).toList());
    json.set("holm_levels_p", Figures.of(corrected));
  }

  private static JsonNode correlation(@Nullable PairCorrelation of) {
    if (of == null) {
      return NullNode.getInstance();
    }
    ObjectNode json = Json.object().put("n", of.n());
    json.set("pearson", Figures.of(of.pearson()));
    json.set("pearson_p", Figures.of(of.pearsonP()));
    json.set("pearson_ci95", Figures.of(of.interval()));
    json.set("spearman", Figures.of(of.spearman()));
    json.set("spearman_p", Figures.of(of.spearmanP()));
    return json;
  }

  /** Lists of shares of the text, with the amounts of the first series that they stand for. */
  public ArrayNode breakdowns() {
    ArrayNode json = Json.array();
    DataSeries whole = data.first();
    double sum = first().described().sum();
    for (ShareList each : data.shares()) {
      ObjectNode list = json.addObject().put("title", each.title());
      ObjectNode shares = list.putObject("shares");
      ObjectNode amounts = list.putObject("amounts");
      double squares = 0;
      for (ShareList.Part part : each.parts()) {
        shares.set(part.name(), Figures.of(part.share()));
        amounts.set(part.name(), Figures.of(part.share() * sum));
        squares += part.share() * part.share();
      }
      list.set("hhi", Figures.of(squares));
      list.put("formula", "amount = share * sum of " + whole.name());
      list.put("unit", whole.unit());
    }
    return json;
  }

  /** Warnings with their kinds. */
  public ArrayNode warnings() {
    ArrayNode json = Json.array();
    for (DataWarning each : data.warnings()) {
      json.addObject()
          .put("code", each.code())
          .put("place", each.place())
          .put("message", each.message());
    }
    return json;
  }

  /** Choices that were made. */
  public ArrayNode assumptions() {
    ArrayNode json = Json.array();
    data.assumptions().forEach(json::add);
    for (SeriesInsight each : series) {
      if (each.interpolated() > 0 && !each.projections().isEmpty()) {
        json.add(
            "%s: %d periods without a value are interpolated for the forecast"
                .formatted(each.series().name(), each.interpolated()));
      }
    }
    return json;
  }
}
