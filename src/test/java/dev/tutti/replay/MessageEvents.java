package dev.tutti.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The events of a message, held to Anthropic's grammar: {@code message_start}, blocks one after the
 * other whose indexes count from 0, {@code message_delta}, {@code message_stop}. An error may come
 * anywhere instead, and nothing after it. Pings may come anywhere.
 *
 * @param events without pings
 * @param problems what is wrong with the form of the stream
 */
record MessageEvents(List<JsonNode> events, List<Problem> problems) {
  /** Which block each kind of delta belongs to. */
  private static final Map<String, String> DELTAS =
      Map.of(
          "text_delta", "text",
          "citations_delta", "text",
          "thinking_delta", "thinking",
          "signature_delta", "thinking",
          "input_json_delta", "tool_use",
          "compaction_delta", "compaction");

  static MessageEvents read(Received received) {
    var read = new MessageEvents(new ArrayList<>(), new ArrayList<>());
    if (!received.body().isEmpty() && !received.body().endsWith("\n\n")) {
      read.wrong("sse.form", "a last event that ends", received.body());
    }
    for (var event : received.body().split("\n\n", -1)) {
      var lines = event.lines().filter(line -> !line.startsWith(":") && !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        read.event(lines);
      }
    }
    read.order();
    if (read.complete() && !received.complete()) {
      read.wrong("sse.close", "an end", "a connection that broke");
    }
    return read;
  }

  private void event(List<String> lines) {
    if (lines.size() != 2 || !lines.getLast().startsWith("data: ")) {
      wrong("sse.form", "a name and its data", lines);
      return;
    }
    try {
      var json = Corpus.JSON.readTree(lines.getLast().substring("data: ".length()));
      if (!lines.getFirst().equals("event: " + type(json))) {
        wrong("sse.form", "event: " + type(json), lines.getFirst());
      }
      if (!type(json).equals("ping")) {
        events.add(json);
      }
    } catch (JacksonException e) {
      wrong("sse.json", "JSON", e.getOriginalMessage() + ": " + lines);
    }
  }

  private void order() {
    var order = new Order();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      boolean fits = !order.ended && order.allows(event, i == 0);
      if (!fits) {
        wrong("sse.order", order.words(i == 0), event);
      }
    }
    if (!order.ended) {
      wrong("sse.done", "message_stop or an error, last", last());
    }
  }

  /** Where a stream is in the grammar. */
  private static final class Order {
    private final LinkedHashMap<Integer, String> blocks = new LinkedHashMap<>();
    private int open = -1;
    private boolean told;
    private boolean ended;

    boolean allows(JsonNode event, boolean first) {
      return switch (type(event)) {
        case "message_start" -> first;
        case "content_block_start" -> !first && opens(event);
        case "content_block_delta" -> open >= 0 && index(event) == open && grows(event);
        case "content_block_stop" -> closes(event);
        case "message_delta" -> !first && tells();
        case "message_stop" -> told && ends();
        case "error" -> ends();
        default -> false;
      };
    }

    private boolean opens(JsonNode event) {
      boolean next = open < 0 && !told && index(event) == blocks.size();
      open = index(event);
      blocks.put(open, type(event.path("content_block")));
      return next;
    }

    private boolean grows(JsonNode event) {
      return type(event.path("delta")).startsWith("input_json")
          ? blocks.getOrDefault(open, "").endsWith("tool_use")
          : blocks.getOrDefault(open, "").equals(DELTAS.get(type(event.path("delta"))));
    }

    private boolean closes(JsonNode event) {
      boolean right = open >= 0 && index(event) == open;
      open = -1;
      return right;
    }

    private boolean tells() {
      boolean right = open < 0 && !told;
      told = true;
      return right;
    }

    private boolean ends() {
      ended = true;
      return true;
    }

    String words(boolean first) {
      return first
          ? "message_start"
          : "what may come after %d blocks, open %d, told %s, ended %s"
              .formatted(blocks.size(), open, told, ended);
    }

    private static int index(JsonNode event) {
      return event.path("index").asInt(-1);
    }
  }

  private void wrong(String kind, Object expected, Object found) {
    problems.add(Problem.differs(kind, expected, found));
  }

  static String type(JsonNode event) {
    return event.path("type").asString("");
  }

  JsonNode last() {
    return events.isEmpty() ? MissingNode.getInstance() : events.getLast();
  }

  /** Whether it ends as a whole answer does. */
  boolean complete() {
    return type(last()).equals("message_stop");
  }
}
