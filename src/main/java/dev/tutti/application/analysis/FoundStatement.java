package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Statement that rests on a quote.
 *
 * @param text what is said, in no more numbers than the quote has
 * @param likelihood low, medium or high as a model judges it; null for an insight
 * @param impact the same
 * @param source computed or model
 */
record FoundStatement(
    String text,
    @Nullable String likelihood,
    @Nullable String impact,
    CitedPlace place,
    String source) {

  /** Whether another one rests on the same words. */
  boolean same(FoundStatement other) {
    return text.equals(other.text) || place.covers(other.place);
  }

  ObjectNode insight(String id) {
    return cited(Json.object().put("id", id).put("text", text)).put("source", source);
  }

  ObjectNode risk(String id) {
    var json = Json.object().put("id", id).put("description", text);
    json.put("likelihood", likelihood).put("impact", impact);
    return cited(json).put("judged", likelihood != null).put("source", source);
  }

  private ObjectNode cited(ObjectNode json) {
    json.putArray("citations").add(place.json());
    return json.put("checked", true).put("verdict", "verified");
  }
}
