package dev.tutti.ledger;

import dev.tutti.call.Target;
import dev.tutti.chat.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that operators are told.
 *
 * @param id tells it apart, the same in each try of each webhook
 * @param why in words, without secrets
 * @param repeats how many events of the same deployment were held back before it
 */
public record Alert(String id, AlertType type, Target target, String why, Instant at, int repeats) {

  Alert after(int heldBack) {
    return new Alert(id, type, target, why, at, heldBack);
  }

  /** What receivers get. */
  public ObjectNode json() {
    var json = Json.object().put("type", type.word()).put("timestamp", at.toString());
    json.putObject("data")
        .put("deployment", target.deployment())
        .put("provider", target.provider())
        .put("model", target.model())
        .put("reason", why)
        .put("repeats", repeats);
    return json;
  }
}
