package dev.tutti.skill.release;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.CanaryMetric;
import dev.tutti.skill.release.TrialReport.EvidencePoint;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Evidence over the time of a trial as JSON. */
final class EvidenceJson {
  private EvidenceJson() {}

  static ArrayNode of(List<EvidencePoint> history) {
    var points = Json.array();
    for (var point : history) {
      var json = points.addObject().put("at", point.at().toString()).put("window", point.window());
      var evidence = json.putObject("evidence");
      new TreeMap<>(point.evidence())
          .forEach((metric, value) -> evidence.put(metric.word(), value));
    }
    return points;
  }

  /** The points that {@link #of} has written. */
  static List<EvidencePoint> points(JsonNode json) {
    return json.valueStream().map(EvidenceJson::point).toList();
  }

  private static EvidencePoint point(JsonNode json) {
    var evidence = new EnumMap<CanaryMetric, Double>(CanaryMetric.class);
    for (var metric : CanaryMetric.values()) {
      var value = json.path("evidence").path(metric.word());
      if (value.isNumber()) {
        evidence.put(metric, value.asDouble(0));
      }
    }
    return new EvidencePoint(time(json.path("at")), json.path("window").asLong(1), evidence);
  }

  static Instant time(JsonNode json) {
    return Instant.parse(json.asString(""));
  }
}
