package dev.tutti.skill.release;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.CanaryMetric;
import dev.tutti.skill.release.TrialReport.MetricComparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trial of a version that has ended by itself.
 *
 * @param report as it stood at the end
 * @param isWorse whether the version was taken back, rather than given to everybody
 * @param why in words
 */
public record EndedTrial(TrialReport report, boolean isWorse, String why, Instant at) {
  /** The text that {@link #of} reads. */
  String text() {
    var json = Json.object().put("worse", isWorse).put("why", why).put("at", at.toString());
    json.set("report", json(report));
    return Json.text(json);
  }

  private static ObjectNode json(TrialReport report) {
    var json =
        Json.object()
            .put("version", report.version())
            .put("baseline", report.baseline())
            .put("share", report.share())
            .put("window", report.window())
            .put("began", report.began().toString())
            .put("ends", report.ends().toString())
            .put("baseline_executions", report.baselineExecutions())
            .put("executions", report.executions());
    var measures = json.putObject("measures");
    for (var each : report.measures()) {
      measures
          .putObject(each.metric().word())
          .put("seen", each.seen())
          .put("evidence", each.evidence());
    }
    json.set("history", EvidenceJson.of(report.history()));
    return json;
  }

  static EndedTrial of(String text) {
    var json = Json.tree(text);
    return new EndedTrial(
        report(json.path("report")),
        json.path("worse").asBoolean(false),
        json.path("why").asString(""),
        EvidenceJson.time(json.path("at")));
  }

  private static TrialReport report(JsonNode json) {
    return new TrialReport(
        json.path("version").asString(""),
        json.path("baseline").asString(""),
        json.path("share").asDouble(0),
        json.path("window").asLong(1),
        EvidenceJson.time(json.path("began")),
        EvidenceJson.time(json.path("ends")),
        json.path("baseline_executions").asLong(0),
        json.path("executions").asLong(0),
        measures(json.path("measures")),
        EvidenceJson.points(json.path("history")));
  }

  private static List<MetricComparison> measures(JsonNode json) {
    var measures = new ArrayList<MetricComparison>();
    for (var metric : CanaryMetric.values()) {
      var each = json.path(metric.word());
      if (each.isObject()) {
        measures.add(
            new MetricComparison(
                metric, each.path("seen").asString(""), each.path("evidence").asDouble(0)));
      }
    }
    return measures;
  }
}
