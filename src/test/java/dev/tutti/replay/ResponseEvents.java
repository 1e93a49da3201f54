package dev.tutti.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The events of a response, read the way a strict client reads them.
 *
 * @param problems what is wrong with the form of the stream
 */
record ResponseEvents(List<JsonNode> events, List<Problem> problems) {

  static ResponseEvents read(Received received) {
    var read = new ResponseEvents(new ArrayList<>(), new ArrayList<>());
    for (var event : received.body().split("\n\n", -1)) {
      var lines = event.lines().filter(line -> !line.startsWith(":") && !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        read.event(lines);
      }
    }
    read.order();
    if (read.complete() && !received.complete()) {
      read.problems.add(new Problem("sse.close", "the connection broke instead of ending"));
    }
    return read;
  }

  private void event(List<String> lines) {
    if (lines.size() != 2 || !lines.getLast().startsWith("data: ")) {
      problems.add(new Problem("sse.form", "not a name and its data: " + lines));
      return;
    }
    try {
      var json = Corpus.JSON.readTree(lines.getLast().substring("data: ".length()));
      if (!lines.getFirst().equals("event: " + type(json))) {
        problems.add(Problem.differs("sse.form", "event: " + type(json), lines.getFirst()));
      }
      if (json.path("sequence_number").asInt(-1) != events.size()) {
        problems.add(Problem.differs("sse.sequence", events.size(), json));
      }
      events.add(json);
    } catch (JacksonException e) {
      problems.add(new Problem("sse.json", e.getOriginalMessage() + ": " + lines));
    }
  }

  /** One item is open at a time, the places go up, and one end comes last. */
  private void order() {
    int open = -1;
    int next = 0;
    for (var event : events) {
      int place = event.path("output_index").asInt(open);
      switch (type(event)) {
        case "response.output_item.added" -> {
          if (open >= 0 || place != next) {
            problems.add(Problem.differs("sse.items", "item " + next + " alone", event));
          }
          open = place;
          next++;
        }
        case "response.output_item.done" -> open = place == open ? -1 : open;
        default -> {
          if (place != open) {
            problems.add(Problem.differs("sse.items", "of item " + open, event));
          }
        }
      }
    }
    long ends = events.stream().filter(ResponseEvents::ends).count();
    if (ends != 1 || !ends(last())) {
      problems.add(Problem.differs("sse.done", "one end, last", ends + " ends: " + last()));
    }
  }

  static String type(JsonNode event) {
    return event.path("type").asString("");
  }

  private static boolean ends(JsonNode event) {
    return switch (type(event)) {
      case "response.completed", "response.incomplete", "response.failed", "error" -> true;
      default -> false;
    };
  }

  JsonNode last() {
    return events.isEmpty() ? MissingNode.getInstance() : events.getLast();
  }

  /** Whether it ends as a whole answer does. */
  boolean complete() {
    return type(last()).equals("response.completed") || type(last()).equals("response.incomplete");
  }

  List<JsonNode> firstOfEachType() {
    var first = new LinkedHashMap<String, JsonNode>();
    events.forEach(event -> first.putIfAbsent(type(event), event));
    return List.copyOf(first.values());
  }
}
