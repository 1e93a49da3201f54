package dev.tutti.gateway.responses.output;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Output of an upstream of the same API: its events are told as they were written, but for their
 * numbers; the first and the last are told of our own response. Not thread-safe.
 */
public final class RelayedOutput implements ResponseOutput {
  private static final String OUTPUT = "output";
  private static final List<String> OURS = List.of("type", "sequence_number");

  private final Events events;
  private final TreeMap<Integer, ObjectNode> items = new TreeMap<>();
  private ObjectNode response;
  private boolean ended;

  /** Output of an answer that begins with this event. */
  public RelayedOutput(Chunk.ResponseEvent first, Events events) {
    this.events = events;
    this.response =
        first.json().path("response") instanceof ObjectNode begun ? begun : Json.object();
  }

  @Override
  public void add(Chunk chunk) {
    if (!(chunk instanceof Chunk.ResponseEvent event)) {
      return;
    }
    var json = event.json();
    if (json.path("response") instanceof ObjectNode whole) {
      response = whole;
      return;
    }
    if (event.type().equals("response.output_item.done")
        && json.path("item") instanceof ObjectNode item) {
      items.put(json.path("output_index").asInt(items.size()), item);
    }
    events.tell(event.type(), Json.object().setAll(json).remove(OURS));
  }

  /** Tells of the items of an answer that came in one piece. */
  @Override
  public void end() {
    int index = 0;
    for (var each : response.path(OUTPUT)) {
      if (each instanceof ObjectNode item && items.putIfAbsent(index, item) == null) {
        new WholeItem(item, index, events).tell();
      }
      index++;
    }
    ended = true;
  }

  @Override
  public ArrayNode json() {
    return ended && response.path(OUTPUT) instanceof ArrayNode all && !all.isEmpty()
        ? all
        : Json.array().addAll(items.values());
  }

  @Override
  public String model() {
    return response.path("model").asString("");
  }

  /** The response as the upstream shows it; not to be changed. */
  public ObjectNode response() {
    return response;
  }
}
