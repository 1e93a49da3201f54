package dev.tutti.application.api;

import dev.tutti.chat.EventJson;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of a model to a question of an application.
 *
 * @param json the object that was answered; nothing of it is checked yet
 * @param deployment that has answered; empty where none was asked
 * @param usage of all attempts, failed ones included
 * @param nanoDollars what is known of its price
 */
public record ModelAnswer(ObjectNode json, String deployment, Usage usage, long nanoDollars) {

  /**
   * Object in what a model said.
   *
   * @throws Fault {@code invalid_output} where there is none
   */
  public static ObjectNode object(String text) {
    int from = text.indexOf('{');
    int to = text.lastIndexOf('}');
    if (from >= 0
        && to > from
        && Json.tree(text.substring(from, to + 1)) instanceof ObjectNode it) {
      return it;
    }
    throw Fault.of(
        FaultCode.INVALID_OUTPUT,
        "the answer has %d characters and no JSON object (expected: one in the form that was asked for)"
            .formatted(text.length()));
  }

  /** Form in which it is kept. */
  public ObjectNode kept() {
    var kept = Json.object().put("deployment", deployment).put("nano_dollars", nanoDollars);
    kept.set("json", json);
    kept.set("usage", EventJson.usage(usage));
    return kept;
  }

  /** The answer of {@link #kept}. */
  public static ModelAnswer read(JsonNode kept) {
    return new ModelAnswer(
        kept.path("json") instanceof ObjectNode object ? object : Json.object(),
        kept.path("deployment").asString(""),
        EventJson.usage(kept.path("usage")),
        kept.path("nano_dollars").asLong(0));
  }
}
