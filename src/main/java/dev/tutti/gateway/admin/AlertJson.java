package dev.tutti.gateway.admin;

import dev.tutti.alert.Alerts;
import dev.tutti.alert.Delivery;
import dev.tutti.alert.engine.AlertEngine;
import dev.tutti.alert.engine.AlertMeasure;
import dev.tutti.alert.engine.WatchedGroup;
import dev.tutti.alert.notice.Silence;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.Limit;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.Span;
import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** JSON of alerts, rules and silences. */
record AlertJson(AlertEngine engine) {

  /** A watched group with its state and its last observation. */
  ObjectNode state(WatchedGroup group) {
    var state = group.state();
    var muted = state.phase().isAlert() ? engine.muted(group).orElse("") : "";
    var json =
        Json.object()
            .put("id", group.id())
            .put("rule", group.rule().name())
            .put("measure", group.rule().measure())
            .put("severity", word(group.rule().severity()));
    var labels = json.putObject("labels");
    group.labels().values().forEach(labels::put);
    json.put("state", muted.isEmpty() ? state.phase().word() : "silenced")
        .put("since", state.since().toString());
    if (state.phase().isAlert()) {
      json.put("began", state.began().toString());
    }
    if (!muted.isEmpty()) {
      json.put("silenced_by", muted);
    }
    json.put("flapping", engine.isFlapping(group));
    observed(json, group.last());
    return json;
  }

  private static void observed(ObjectNode json, Observation seen) {
    switch (seen) {
      case Observation.Value value ->
          json.put("value", value.value())
              .put("low", value.low())
              .put("high", value.high())
              .put("samples", value.cases());
      case Observation.Share share ->
          json.put("value", share.share())
              .put("period", share.period())
              .put("budget_usd", share.most());
      case Observation.Missing(long cases) -> json.put("samples", cases);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A rule in force, with what it does not say. */
  static ObjectNode rule(AlertRule rule) {
    var json =
        Json.object()
            .put("measure", rule.measure())
            .put("unit", word(AlertMeasure.of(rule.measure()).unit()))
            .put("filter", rule.filter());
    var by = json.putArray("by");
    rule.by().forEach(by::add);
    switch (rule.span()) {
      case Span.Window(Duration length) -> {
        json.put("window_s", length.toSeconds());
        limit(json, rule.limit());
      }
      case Span.Burn(double objective) -> json.put("objective", objective);
    }
    return json.put("for_s", rule.patience().before().toSeconds())
        .put("clear_for_s", rule.patience().after().toSeconds())
        .put("min_samples", rule.minSamples())
        .put("severity", word(rule.severity()))
        .put("no_data", word(rule.noData()))
        .put("enabled", rule.enabled());
  }

  private static void limit(ObjectNode json, Limit limit) {
    switch (limit) {
      case Limit.Above(double most, double clear) -> json.put("above", most).put("clear_at", clear);
      case Limit.Below(double least, double clear) ->
          json.put("below", least).put("clear_at", clear);
      case Limit.Steps(var shares) -> {
        var steps = json.putArray("steps");
        shares.forEach(steps::add);
      }
    }
  }

  /** A message, and how far it has come; addresses are shown as their origins. */
  static ObjectNode message(Alerts.Report report) {
    var json = report.message().json().deepCopy();
    json.put("id", report.message().id());
    var deliveries = json.putArray("deliveries");
    report.deliveries().forEach(each -> deliveries.add(delivery(each)));
    return json;
  }

  private static ObjectNode delivery(Delivery delivery) {
    var progress = delivery.progress();
    return Json.object()
        .put("webhook", delivery.origin())
        .put("state", word(progress.state()))
        .put("tries", progress.tries())
        .put("last", progress.last());
  }

  /** A silence. */
  static ObjectNode silence(Silence silence) {
    var json =
        Json.object()
            .put("id", silence.id())
            .put("from", silence.from().toString())
            .put("to", silence.to().toString())
            .put("reason", silence.reason())
            .put("who", silence.who());
    var matchers = json.putObject("match");
    silence.matchers().forEach(matchers::put);
    return json;
  }
}
