package dev.tutti.skill.release;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.CanaryMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * State of a trial, from which it goes on after a restart.
 *
 * @param compared what is compared, and how: the same for the same trial only
 * @param share how many of a hundred callers the version got
 * @param window which window of the trial it was in, from 1
 * @param began when the window began
 * @param ends when it was to end
 * @param at when the trial was as it is here
 * @param baseline what was seen of the baseline in the window
 * @param trial what was seen of the version
 * @param slow time that slow executions take longer than; null where it is not known yet
 * @param comparisons the numbers of each comparison
 * @param history evidence over the whole trial
 */
record TrialState(
    String compared,
    double share,
    long window,
    Instant began,
    Instant ends,
    Instant at,
    Seen baseline,
    Seen trial,
    @Nullable Duration slow,
    Map<CanaryMetric, List<Double>> comparisons,
    EvidenceHistory.State history) {

  /**
   * Executions of one version.
   *
   * @param last the number of the latest record that was looked at
   */
  record Seen(long executions, long last) {
    private ObjectNode json() {
      return Json.object().put("executions", executions).put("last", last);
    }

    private static Seen of(JsonNode json) {
      return new Seen(json.path("executions").asLong(0), json.path("last").asLong(0));
    }
  }

  /** The text that {@link #of} reads. */
  String text() {
    var json =
        Json.object()
            .put("compared", compared)
            .put("share", share)
            .put("window", window)
            .put("began", began.toString())
            .put("ends", ends.toString())
            .put("at", at.toString());
    json.set("baseline", baseline.json());
    json.set("trial", trial.json());
    if (slow != null) {
      json.put("slow_ns", slow.toNanos());
    }
    var numbers = json.putObject("comparisons");
    new TreeMap<>(comparisons)
        .forEach((metric, all) -> all.forEach(numbers.putArray(metric.word())::add));
    json.set("history", json(history));
    return Json.text(json);
  }

  static TrialState of(String text) {
    var json = Json.tree(text);
    var slow = json.path("slow_ns");
    return new TrialState(
        json.path("compared").asString(""),
        json.path("share").asDouble(0),
        json.path("window").asLong(1),
        EvidenceJson.time(json.path("began")),
        EvidenceJson.time(json.path("ends")),
        EvidenceJson.time(json.path("at")),
        Seen.of(json.path("baseline")),
        Seen.of(json.path("trial")),
        slow.isNumber() ? Duration.ofNanos(slow.asLong(0)) : null,
        comparisons(json.path("comparisons")),
        history(json.path("history")));
  }

  private static Map<CanaryMetric, List<Double>> comparisons(JsonNode json) {
    var all = new EnumMap<CanaryMetric, List<Double>>(CanaryMetric.class);
    for (var metric : CanaryMetric.values()) {
      var numbers = json.path(metric.word());
      if (numbers.isArray()) {
        all.put(metric, numbers.valueStream().map(each -> each.asDouble(0)).toList());
      }
    }
    return all;
  }

  private static ObjectNode json(EvidenceHistory.State history) {
    var json =
        Json.object()
            .put("looks_of_point", history.looksOfPoint())
            .put("looks_of_last", history.looksOfLast());
    json.set("points", EvidenceJson.of(history.points()));
    return json;
  }

  private static EvidenceHistory.State history(JsonNode json) {
    return new EvidenceHistory.State(
        EvidenceJson.points(json.path("points")),
        json.path("looks_of_point").asInt(1),
        json.path("looks_of_last").asInt(0));
  }
}
