package dev.tutti.cli.group;

import dev.tutti.chat.Json;
import dev.tutti.text.VisibleText;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Lines of speakers as people see them, each speaker in a colour. Not thread-safe. */
final class SpeakerLines {
  private static final List<String> COLOURS = List.of("36", "33", "35", "32", "34", "31");

  private final PrintWriter out;
  private final boolean coloured;
  private final Map<String, String> colours = new LinkedHashMap<>();
  private JsonNode done = Json.object();

  /**
   * @param coloured whether names have colours
   */
  SpeakerLines(PrintWriter out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  /** Shows an event of a talk; says whether others follow. */
  boolean hear(JsonNode event) {
    if (event.has("planned")) {
      done = event;
      return false;
    }
    if (event.has("reason")) {
      name(event);
    } else if (event.has("failure")) {
      out.println("(no answer: " + visible(event.at("/failure/message")) + ")");
    } else if (event.has("finish_reason")) {
      out.println();
    } else {
      text(event.path("text").asString(""));
    }
    out.flush();
    return true;
  }

  /** What the talk has come to. */
  JsonNode done() {
    return done;
  }

  /** Shows a message that was said. */
  void message(JsonNode message) {
    name(message);
    text(message.path("content").asString(""));
    out.println();
  }

  private void name(JsonNode event) {
    var name = visible(event.path("name"));
    var colour =
        colours.computeIfAbsent(
            event.path("speaker").asString(""), _ -> COLOURS.get(colours.size() % COLOURS.size()));
    out.print(coloured ? "\u001b[1;%sm%s\u001b[0m".formatted(colour, name) : name);
    out.print(": ");
  }

  private void text(String text) {
    out.print(VisibleText.words(text));
  }

  private static String visible(JsonNode text) {
    return VisibleText.of(text.asString(""));
  }
}
