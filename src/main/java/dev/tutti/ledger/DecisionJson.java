package dev.tutti.ledger;

import dev.tutti.call.Decision;
import dev.tutti.call.FlowStep;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** JSON of a call's way to its deployments. */
final class DecisionJson {
  private static final double NANOS = 1e6;

  private DecisionJson() {}

  static String of(List<Decision.Step> steps) {
    var json = Json.array();
    steps.forEach(step -> json.add(of(step)));
    return Json.text(json);
  }

  /** With how the model was chosen, and every step around the choices, in their order. */
  static String of(CallWay way) {
    var all = new ArrayList<TimedJson>();
    var route = way.route();
    if (route != null) {
      all.add(new TimedJson(way.began(), routed(route)));
    }
    var vote = way.vote();
    if (vote != null) {
      all.add(new TimedJson(way.began(), Json.object().put("step", "vote").setAll(vote)));
    }
    if (way.steps().isEmpty()) {
      way.choices().forEach(step -> all.add(new TimedJson(way.began(), of(step))));
      return text(all);
    }
    way.steps().forEach(step -> all.add(new TimedJson(step.at(), of(step, way.began()))));
    for (int at = 0; at < way.choices().size(); at++) {
      long time = way.times().get(at);
      var json = timed("choice", time, way.began());
      all.add(new TimedJson(time, json.setAll(of(way.choices().get(at)))));
    }
    all.sort(Comparator.comparingLong(TimedJson::at));
    return text(all);
  }

  private static String text(List<TimedJson> all) {
    var json = Json.array();
    all.forEach(each -> json.add(each.json));
    return Json.text(json);
  }

  /** The choice of a model for a call whose caller has named none. */
  private static ObjectNode routed(ObjectNode route) {
    return Json.object().put("step", "route").setAll(route);
  }

  private record TimedJson(long at, ObjectNode json) {}

  private static ObjectNode of(FlowStep step, long began) {
    return timed(step.kind().word(), step.at(), began)
        .put("took_ms", step.took().toNanos() / NANOS)
        .setAll(step.details());
  }

  private static ObjectNode timed(String step, long at, long began) {
    return Json.object().put("step", step).put("at_ms", Math.max(0, at - began) / NANOS);
  }

  private static ObjectNode of(Decision.Step step) {
    var json =
        Json.object()
            .put("model", step.model())
            .put("link", step.link())
            .put("balance", step.balance())
            .put("reason", step.reason().word());
    var candidates = json.putArray("candidates");
    for (var each : step.candidates()) {
      var one = candidates.addObject().put("deployment", each.deployment().deployment());
      if (step.candidates().size() > 1) {
        one.put("in_flight", each.inFlight()).put("latency_ms", each.latency().toNanos() / NANOS);
      }
    }
    var away = json.putArray("away");
    for (var each : step.away()) {
      var reasons =
          away.addObject().put("deployment", each.deployment().deployment()).putArray("reasons");
      each.reasons().forEach(reasons::add);
    }
    var chosen = step.chosen();
    json.put("chosen", chosen == null ? null : chosen.deployment());
    return json;
  }
}
