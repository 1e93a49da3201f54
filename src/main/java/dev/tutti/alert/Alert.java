package dev.tutti.alert;

import dev.tutti.alert.AlertMessage.Tone;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Event that operators are told of.
 *
 * @param id tells it apart, the same in each try of each webhook
 * @param subject the deployment that it is about, the account of a budget, the skill, or the
 *     database
 * @param why in words, without secrets
 * @param repeats how many events of the same subject were held back before it
 */
record Alert(String id, AlertType type, String subject, String why, Instant at, int repeats) {

  Alert after(int heldBack) {
    return new Alert(id, type, subject, why, at, heldBack);
  }

  /** The message about it. */
  AlertMessage message() {
    var title = type.word() + ": " + subject;
    var topic = type.about() + "/" + subject;
    return new AlertMessage(id, type, at, topic, tone(), title, List.of(why), json());
  }

  private Tone tone() {
    return switch (type) {
      case BREAKER_OPENED, DEPLOYMENT_UNHEALTHY, STORE_UNAVAILABLE, ALERT_FIRING -> Tone.BAD;
      case BUDGET_NEARLY_SPENT, SKILL_ROLLED_BACK, ROUTING_DRIFT -> Tone.WARN;
      case BREAKER_CLOSED, DEPLOYMENT_HEALTHY, SKILL_PROMOTED, STORE_AVAILABLE, ALERT_RESOLVED ->
          Tone.GOOD;
    };
  }

  /** JSON that receivers get. */
  ObjectNode json() {
    var json = Json.object().put("type", type.word()).put("timestamp", at.toString());
    var data = json.putObject("data");
    switch (type) {
      case BUDGET_NEARLY_SPENT -> data.put("account", subject);
      case SKILL_ROLLED_BACK, SKILL_PROMOTED -> data.put("skill", subject);
      case ROUTING_DRIFT -> data.put("model", subject);
      case STORE_UNAVAILABLE, STORE_AVAILABLE -> data.put("store", subject);
      case ALERT_FIRING, ALERT_RESOLVED -> data.put("rule", subject);
      case BREAKER_OPENED, BREAKER_CLOSED, DEPLOYMENT_UNHEALTHY, DEPLOYMENT_HEALTHY -> {
        int slash = subject.indexOf('/');
        data.put("deployment", subject)
            .put("provider", subject.substring(0, slash))
            .put("model", subject.substring(slash + 1));
      }
    }
    data.put("reason", why).put("repeats", repeats);
    return json;
  }
}
