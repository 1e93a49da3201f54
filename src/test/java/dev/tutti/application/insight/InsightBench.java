package dev.tutti.application.insight;

import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.InsightOptions;
import dev.tutti.application.insight.reading.InsightReader;
import dev.tutti.chat.Json;
import dev.tutti.document.format.DocumentReader;
import dev.tutti.document.suite.ApplicationsBench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Figures of data insight against those of other libraries, member by member. */
public final class InsightBench {
  /** Members that say something of the data and are no figures of ours. */
  private static final Set<String> NOTES =
      Set.of(
          "trap",
          "mean_of_rates_is_wrong",
          "sum_must_not_be",
          "double_counting_would_give",
          "distractors",
          "note",
          "rule",
          "trend_truth",
          "known_truth",
          "accept",
          "tolerance_rel",
          "kind",
          "tolerance_periods",
          "n_present_rows",
          "text_number",
          "hidden_sheets",
          "margin_kind",
          "formula");

  private static final double CLOSE = 1e-6;
  private static final double LOOSE = 0.05;
  private static final double TINY = 1e-9;
  private final Consumer<String> misses;
  private final Map<String, int[]> counts = new LinkedHashMap<>();
  private String id = "";

  private InsightBench(Consumer<String> misses) {
    this.misses = misses;
  }

  /** Right figures of all, by group. */
  public static Map<String, Figure> measure(Path folder, Consumer<String> misses)
      throws IOException {
    var bench = new InsightBench(misses);
    List<Path> cases;
    try (var paths = Files.list(folder.resolve("insight"))) {
      cases = paths.filter(Files::isDirectory).sorted().toList();
    }
    try (var documents = new DocumentReader(1, Duration.ofSeconds(60))) {
      for (Path each : cases) {
        bench.measureCase(each, documents);
      }
    }
    Map<String, Figure> figures = new LinkedHashMap<>();
    bench.counts.forEach((group, of) -> figures.put(group, new Figure(of[0], of[1], 1.0)));
    return figures;
  }

  private void measureCase(Path folder, DocumentReader documents) throws IOException {
    JsonNode truth = Json.parse(Files.readString(folder.resolve("expected.json")));
    id = truth.path("id").asString();
    String file = truth.path("file").asString();
    JsonNode expected = truth.path("expect");
    JsonNode value = expected.has("value") ? expected.path("value") : expected.path("revenue");
    var parameters = Json.object();
    if (!value.isMissingNode()) {
      parameters.set("horizon", value.path("forecast").path("horizon"));
      parameters.set("min_train", value.path("backtest_1step_mae").path("min_train"));
    }
    var data =
        InsightReader.document(
            file, documents.read(file, Files.readAllBytes(folder.resolve(file))));
    var got = InsightFigures.of(data, InsightOptions.of(parameters)).json();
    for (var each : expected.properties()) {
      member(each.getKey(), each.getValue(), got);
    }
  }

  private void member(String name, JsonNode expected, JsonNode got) {
    JsonNode first = got.path("series").path(0);
    JsonNode second = got.path("series").path(1);
    switch (name) {
      case "value", "revenue" -> compare("series", name, expected, first);
      case "values" -> {
        if (expected.isArray()) {
          compare("reading", name, expected, first.path("values"));
        } else {
          for (JsonNode each : got.path("series")) {
            String row = each.path("name").asString();
            compare("reading", name + "." + row, expected.path(row), each.path("values"));
          }
        }
      }
      case "values_base_unit", "revenue_values" ->
          compare("reading", name, expected, first.path("values"));
      case "customers", "margin_values" ->
          compare("reading", name, expected, second.path("values"));
      case "periods" -> compare("reading", name, expected, first.path("periods"));
      case "unit" -> compare("reading", name, expected, first.path("unit"));
      case "correlation" -> correlations(expected, got.path("correlation"));
      case "growth" -> compare("series", name, expected, first.path("growth"));
      case "last_period", "not_meaningful_pairs" ->
          compare("series", name, expected, first.path("growth").path(name));
      case "warnings" -> warnings(expected, got.path("warnings"));
      case "hidden_rows" ->
          count("warnings", got.path("warnings").toString().contains("hidden row 9"), name);
      case "quarters" -> quarters(expected, got.path("quarters"));
      case "full_year_2023" ->
          compare("comparison", name, expected, got.path("compare").path(name));
      case "cells", "total_rows", "header_rows", "total_row", "scale" ->
          compare("reading", name, expected, got.path(name));
      default -> {
        if (!NOTES.contains(name)) {
          compare("comparison", name, expected, got.path(name));
        }
      }
    }
  }

  private void correlations(JsonNode expected, JsonNode got) {
    int place = 0;
    List<JsonNode> all = got.properties().stream().map(Map.Entry::getValue).toList();
    for (var each : expected.properties()) {
      JsonNode own = got.has(each.getKey()) ? got.path(each.getKey()) : all.get(place);
      compare("correlation", each.getKey(), each.getValue(), own);
      place++;
    }
  }

  private void quarters(JsonNode expected, JsonNode got) {
    List<JsonNode> all = got.properties().stream().map(Map.Entry::getValue).toList();
    int place = 0;
    for (var each : expected.properties()) {
      compare(
          "comparison",
          "quarters." + each.getKey(),
          each.getValue(),
          all.size() > place ? all.get(place) : got);
      place++;
    }
  }

  private void warnings(JsonNode expected, JsonNode got) {
    String all = got.toString();
    for (JsonNode each : expected) {
      count("warnings", all.contains(each.asString()), each.asString() + " in " + all);
    }
  }

  private void compare(String group, String path, JsonNode expected, JsonNode got) {
    if (expected.isObject()) {
      boolean accepted = expected.has("accept");
      for (var each : expected.properties()) {
        if (accepted && each.getKey().equals("answer")) {
          boolean right = false;
          for (JsonNode one : expected.path("accept")) {
            right |= one.equals(got.path("answer"));
          }
          count(group, right, path + ".answer " + got.path("answer"));
        } else if (!NOTES.contains(each.getKey())) {
          compare(group, path + "." + each.getKey(), each.getValue(), got.path(each.getKey()));
        }
      }
    } else if (expected.isArray()) {
      if (got.size() != expected.size()) {
        count(group, false, path + ": " + got + " (expected: " + expected + ")");
        return;
      }
      for (int i = 0; i < expected.size(); i++) {
        if (staleSeason(path, i, expected)) {
          misses.accept(
              "insight %s: %s[%d]: %s, not counted: statsmodels leaves the season of the last value out (%s)"
                  .formatted(id, path, i, got.path(i), expected.get(i)));
        } else {
          compare(group, path + "[" + i + "]", expected.get(i), got.path(i));
        }
      }
    } else {
      count(group, same(path, expected, got), path + ": " + got + " (expected: " + expected + ")");
    }
  }

  /**
   * Whether a value is an artefact: forecasts of Holt and Winters by statsmodels 0.15 have, for the
   * season of the last known value, the index of the cycle before it. Horizons of the data are
   * whole cycles, so that this is their last value.
   */
  private static boolean staleSeason(String path, int place, JsonNode expected) {
    return path.endsWith("holt_winters.point") && place == expected.size() - 1;
  }

  private static boolean same(String path, JsonNode expected, JsonNode got) {
    if (!expected.isNumber()) {
      return expected.equals(got);
    }
    if (path.contains("first_new")) {
      return expected.equals(got);
    }
    double off = Math.abs(expected.asDouble() - got.asDouble(Double.NaN));
    double size = Math.abs(expected.asDouble());
    if (path.contains("stl_strength")) {
      return off <= LOOSE;
    }
    double tolerance =
        path.contains("holt_winters")
            ? 0.03
            : path.contains("descriptive")
                ? TINY
                : path.contains("correlation") || path.contains("~") || path.contains(".ols.s")
                    ? 1e-8
                    : CLOSE;
    return off <= tolerance * Math.max(size, 1e-6);
  }

  private void count(String group, boolean right, String what) {
    int[] of = counts.computeIfAbsent(group, _ -> new int[2]);
    of[0] += right ? 1 : 0;
    of[1]++;
    if (!right) {
      misses.accept("insight " + group + " " + id + ": " + what);
    }
  }
}
