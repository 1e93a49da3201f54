package dev.tutti.gateway.responses.output;

import dev.tutti.chat.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message: text, and the words in which a model declines. */
final class OutputMessage implements OutputItem {
  private static final String TEXT = "output_text";
  private static final String REFUSAL = "refusal";

  private final ObjectNode json;
  private final ArrayNode content;
  private final int index;
  private final Events events;
  private final StringBuilder words = new StringBuilder();
  private @Nullable ObjectNode part;

  OutputMessage(String id, int index, Events events) {
    this.index = index;
    this.events = events;
    this.json =
        Json.object()
            .put("id", id)
            .put("type", "message")
            .put("status", "in_progress")
            .put("role", "assistant");
    this.content = json.putArray("content");
  }

  void text(String text, List<JsonNode> logprobs) {
    var into = part(TEXT);
    words.append(text);
    into.withArray("logprobs").addAll(logprobs);
    var delta = aboutPart().put("delta", text);
    delta.putArray("logprobs").addAll(logprobs);
    events.tell("response.output_text.delta", delta);
  }

  void refusal(String text) {
    part(REFUSAL);
    words.append(text);
    events.tell("response.refusal.delta", aboutPart().put("delta", text));
  }

  /** The part of this kind that is open, or a new one. */
  private ObjectNode part(String type) {
    if (part != null && part.path("type").asString().equals(type)) {
      return part;
    }
    endPart();
    var begun = Json.object().put("type", type).put(type.equals(TEXT) ? "text" : REFUSAL, "");
    if (type.equals(TEXT)) {
      begun.putArray("annotations");
      begun.putArray("logprobs");
    }
    part = begun;
    var about = aboutPart();
    about.set("part", begun);
    events.tell("response.content_part.added", about);
    return begun;
  }

  private ObjectNode aboutPart() {
    return OutputItem.about(this).put("content_index", content.size());
  }

  private void endPart() {
    var ended = part;
    if (ended == null) {
      return;
    }
    boolean text = ended.path("type").asString().equals(TEXT);
    var done = aboutPart().put(text ? "text" : REFUSAL, words.toString());
    ended.put(text ? "text" : REFUSAL, words.toString());
    if (text) {
      done.set("logprobs", ended.path("logprobs"));
    }
    events.tell(text ? "response.output_text.done" : "response.refusal.done", done);
    var about = aboutPart();
    about.set("part", ended);
    events.tell("response.content_part.done", about);
    content.add(ended);
    words.setLength(0);
    part = null;
  }

  /** Adds what the text cites; a chat wraps an address that a response says flat. */
  void annotate(JsonNode annotations) {
    if (content.path(0) instanceof ObjectNode first && first.has("annotations")) {
      for (var each : annotations) {
        var type = each.path("type").asString("");
        if (each.path(type) instanceof ObjectNode inner) {
          first.withArray("annotations").add(Json.object().put("type", type).setAll(inner));
        } else {
          first.withArray("annotations").add(each);
        }
      }
    }
  }

  @Override
  public ObjectNode json() {
    return json;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void end() {
    endPart();
  }
}
