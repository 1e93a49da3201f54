package dev.tutti.skill.http;

import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.ledger.Cost;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.release.EndedTrial;
import dev.tutti.skill.release.TrialReport;
import dev.tutti.skill.run.SkillFigures;
import java.time.Duration;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Skills as callers and operators see them. */
public final class SkillJson {
  private SkillJson() {}

  /** A skill as it is given to who asks for nothing else. */
  static ObjectNode of(SkillVersions versions) {
    return of(versions, versions.standing());
  }

  private static ObjectNode of(SkillVersions versions, Skill shown) {
    var json =
        Json.object()
            .put("name", versions.name())
            .put("object", "skill")
            .put("description", shown.settings().description())
            .put("version", shown.version().getVersion())
            .put("revision", shown.revision());
    var all = json.putArray("versions");
    versions.versions().keySet().forEach(version -> all.add(version.getVersion()));
    var labels = json.putObject("labels");
    versions
        .release()
        .labels()
        .forEach((label, version) -> labels.put(label, version.getVersion()));
    return json;
  }

  /**
   * One version with what it takes and gives.
   *
   * @param shown one of the versions
   */
  static ObjectNode detailed(SkillVersions versions, Skill shown) {
    var json = of(versions, shown);
    shown.inputSchema().ifPresent(schema -> json.set("input_schema", schema));
    shown.outputSchema().ifPresent(schema -> json.set("output_schema", schema));
    json.put("follow_up", shown.followUp().isPresent());
    return json;
  }

  static ObjectNode of(String version, String revision, SkillFigures figures) {
    var json = Json.object();
    if (figures.cost() instanceof Cost.Known known) {
      json.put("usd_per_execution", known.dollars());
    }
    return json.put("version", version)
        .put("revision", revision)
        .put("executions", figures.executions())
        .put("success_rate", figures.executions() == 0 ? null : figures.successRate())
        .put("failed", figures.failed())
        .put("invalid_output", figures.invalid())
        .put("degraded", figures.degraded())
        .put("follow_ups", figures.followUps())
        .put("p50_ms", millis(figures.p50()))
        .put("p95_ms", millis(figures.p95()))
        .put("p99_ms", millis(figures.p99()))
        .put("tokens_per_execution", figures.tokens())
        .put("tokens_saved", figures.saved());
  }

  static ObjectNode of(TrialReport trial) {
    var json =
        Json.object()
            .put("revision", trial.version())
            .put("baseline", trial.baseline())
            .put("percent", trial.share())
            .put("window", trial.window())
            .put("began", trial.began().toString())
            .put("ends", trial.ends().toString())
            .put("baseline_executions", trial.baselineExecutions())
            .put("executions", trial.executions());
    var measures = json.putObject("measures");
    for (var each : trial.measures()) {
      measures
          .putObject(each.metric().word())
          .put("seen", each.seen())
          .put("evidence", thousandths(each.evidence()));
    }
    var history = json.putArray("history");
    for (var point : trial.history()) {
      var evidence =
          history
              .addObject()
              .put("at", point.at().toString())
              .put("window", point.window())
              .putObject("evidence");
      new TreeMap<>(point.evidence())
          .forEach((metric, value) -> evidence.put(metric.word(), thousandths(value)));
    }
    return json;
  }

  static ObjectNode of(EndedTrial ended) {
    var json =
        Json.object()
            .put("verdict", ended.isWorse() ? "worse" : "promoted")
            .put("why", ended.why())
            .put("at", ended.at().toString());
    json.set("trial", of(ended.report()));
    return json;
  }

  private static double thousandths(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }

  /** A result as callers see it. */
  public static ObjectNode of(SkillResult result) {
    var json = Json.object();
    result
        .output()
        .ifPresentOrElse(
            output -> json.set("output", output), () -> json.put("output", result.text()));
    json.put("text", result.text())
        .put("skill", result.skill().name())
        .put("version", result.skill().version().getVersion())
        .put("revision", result.skill().revision())
        .put("model_used", result.model());
    json.putObject("follow_up")
        .put("decision", result.mode().decision().word())
        .put("prompt", result.mode().light() ? "light" : "full")
        .put("confidence", result.mode().confidence())
        .put("reason", result.mode().reason())
        .put("layer", result.mode().layer());
    json.put("finish_reason", result.finish().wire());
    json.set("usage", OpenAiUsage.json(result.usage()));
    if (result.cost() instanceof Cost.Known known) {
      json.put("cost_usd", known.dollars());
    } else {
      json.putNull("cost_usd");
    }
    json.put("tokens_saved", result.tokensSaved())
        .put("processing_time", result.time().toNanos() / 1e9);
    result
        .degraded()
        .ifPresentOrElse(how -> json.put("degraded", how.word()), () -> json.putNull("degraded"));
    var artifacts = json.putArray("artifacts");
    result.artifacts().forEach(each -> artifacts.add(ArtifactsEndpoint.json(each)));
    return json;
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
