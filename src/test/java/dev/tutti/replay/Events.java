package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The events of an answer, read the way a strict client reads them.
 *
 * @param chunks the JSON events of the answer, in their order
 * @param errors the JSON events that say why it failed
 * @param problems what is wrong with the form of the stream
 */
record Events(List<JsonNode> chunks, List<JsonNode> errors, List<Problem> problems) {
  private static final String DONE = "[DONE]";

  static Events read(Received received) {
    var events = new Events(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var data = events.data(received.body());
    for (var event : data) {
      if (!event.equals(DONE)) {
        events.json(event);
      }
    }
    events.ending(data, received);
    return events;
  }

  /** The data of every event. */
  private List<String> data(String body) {
    if (!body.isEmpty() && !body.endsWith("\n\n")) {
      problems.add(new Problem("sse.form", "the last event has no end: " + tail(body)));
    }
    var data = new ArrayList<String>();
    for (var event : body.split("\n\n", -1)) {
      var lines = event.lines().filter(line -> !line.startsWith(":") && !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        data.add(data(lines));
      }
    }
    return data;
  }

  private String data(List<String> lines) {
    for (var line : lines) {
      if (!line.startsWith("data: ") && !line.equals("event: error")) {
        problems.add(new Problem("sse.form", "a line that OpenAI never sends: " + line));
      }
    }
    Stream<String> data = lines.stream().filter(line -> line.startsWith("data: "));
    return data.map(line -> line.substring("data: ".length())).reduce("", String::concat);
  }

  private void ending(List<String> data, Received received) {
    long done = data.stream().filter(DONE::equals).count();
    boolean failed = !errors.isEmpty();
    if (failed && done > 0) {
      problems.add(new Problem("sse.done", "[DONE] beside an error"));
    }
    if (!failed && !(done == 1 && data.getLast().equals(DONE))) {
      problems.add(
          new Problem(
              "sse.done", done + " times [DONE] (expected: once, last): " + tail(received.body())));
    }
    // After an error the connection may break: some clients pass over the event.
    if (!failed && !received.complete()) {
      problems.add(new Problem("sse.close", "the connection broke instead of ending the answer"));
    }
  }

  private void json(String event) {
    try {
      var json = Corpus.JSON.readTree(event);
      if (json.has("error")) {
        errors.add(json);
      } else {
        after(json);
      }
    } catch (JacksonException e) {
      problems.add(new Problem("sse.json", e.getOriginalMessage() + ": " + event));
    }
  }

  private void after(JsonNode chunk) {
    if (!errors.isEmpty()) {
      problems.add(new Problem("sse.error", "a chunk after the error: " + chunk));
    }
    chunks.add(chunk);
  }

  private static String tail(String body) {
    return Problem.shorten("…" + body.substring(Math.max(0, body.length() - 160)));
  }
}
