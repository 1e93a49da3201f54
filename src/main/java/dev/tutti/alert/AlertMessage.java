package dev.tutti.alert;

import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Message to operators, ready for every form of receiver.
 *
 * @param id tells it apart, the same in each try of each webhook
 * @param topic of the messages that belong together, such as {@code breaker/openai/gpt-4o}
 * @param title one line
 * @param lines what else there is to say, in words, without secrets
 * @param json what receivers of JSON get
 */
public record AlertMessage(
    String id,
    AlertType type,
    Instant at,
    String topic,
    Tone tone,
    String title,
    List<String> lines,
    ObjectNode json) {

  /** Keeps a copy. */
  public AlertMessage {
    lines = List.copyOf(lines);
  }

  /** How good or bad the news is. */
  public enum Tone {
    /** Something is well again. */
    GOOD,
    /** Something should be looked at. */
    WARN,
    /** Something should be looked at now. */
    BAD
  }

  /** JSON that it is kept as. */
  ObjectNode kept() {
    var kept = Json.object().put("tone", tone.name()).put("title", title);
    var texts = kept.putArray("lines");
    lines.forEach(texts::add);
    kept.set("json", json);
    return kept;
  }

  /** Message of a JSON that {@link #kept} has made. */
  static AlertMessage read(String id, AlertType type, Instant at, String topic, JsonNode kept) {
    return new AlertMessage(
        id,
        type,
        at,
        topic,
        Tone.valueOf(kept.path("tone").asString()),
        kept.path("title").asString(),
        kept.path("lines").valueStream().map(JsonNode::asString).toList(),
        (ObjectNode) kept.path("json"));
  }
}
