package dev.tutti.cache;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.EventJson;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.chat.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kept answer as text, for the database. What the upstream wrote is kept to the letter, as a
 * string in a JSON document: {@code {"usage": [..], "chunks": [{"verbatim": "{...}"}, ...]}}.
 */
final class AnswerText {
  private static final String VERBATIM = "verbatim";
  private static final String WHOLE = "whole";
  private static final String SPOKEN = "spoken";
  private static final String RESPONSE_EVENT = "response_event";
  private static final String USAGE = "usage";

  private AnswerText() {}

  static String of(CachedAnswer answer) {
    var root = Json.object();
    root.set(USAGE, EventJson.usage(answer.usage()));
    var chunks = root.putArray("chunks");
    answer.chunks().forEach(each -> chunks.add(chunk(each)));
    return Json.text(root);
  }

  private static ObjectNode chunk(Chunk chunk) {
    var json = Json.object();
    switch (chunk) {
      case Chunk.Verbatim verbatim -> {
        json.put(VERBATIM, text(verbatim.json()));
        json.put("substantial", verbatim.substantial()).put("usage_only", verbatim.usageOnly());
        json.set(USAGE, EventJson.usage(verbatim.usage()));
      }
      case Chunk.Whole(JsonBody body, Usage usage) -> {
        json.put(WHOLE, text(body));
        json.set(USAGE, EventJson.usage(usage));
      }
      case Chunk.Events(List<ChatEvent> events) -> said(json, events);
      case Chunk.ProgressNote note -> said(json, note.events());
      case Chunk.ResponseEvent event -> {
        json.put(RESPONSE_EVENT, Json.text(event.json())).put("length", event.length());
        json.put("substantial", event.substantial());
        said(json, event.events());
      }
    }
    return json;
  }

  private static void said(ObjectNode json, List<ChatEvent> events) {
    var said = json.putArray(SPOKEN);
    events.forEach(event -> said.add(EventJson.of(event)));
  }

  private static String text(JsonBody json) {
    return new String(json.bytes(), StandardCharsets.UTF_8);
  }

  static CachedAnswer read(String text, CachedAnswer.Source source, Lifetime life) {
    var root = Json.tree(text);
    var chunks = new ArrayList<Chunk>();
    root.path("chunks").forEach(each -> chunks.add(chunk(each)));
    return new CachedAnswer(source, life, chunks, EventJson.usage(root.path(USAGE)));
  }

  private static Chunk chunk(JsonNode json) {
    if (json.has(VERBATIM)) {
      return new Chunk.Verbatim(
          body(json.path(VERBATIM)),
          json.path("substantial").asBoolean(),
          json.path("usage_only").asBoolean(),
          EventJson.usage(json.path(USAGE)));
    }
    if (json.has(WHOLE)) {
      return new Chunk.Whole(body(json.path(WHOLE)), EventJson.usage(json.path(USAGE)));
    }
    var said = json.path(SPOKEN).valueStream().map(EventJson::read).toList();
    return json.has(RESPONSE_EVENT)
        ? new Chunk.ResponseEvent(
            (ObjectNode) Json.tree(json.path(RESPONSE_EVENT).asString()),
            json.path("length").asInt(),
            said,
            json.path("substantial").asBoolean())
        : new Chunk.Events(said);
  }

  private static JsonBody body(JsonNode text) {
    return JsonBody.parse(text.asString().getBytes(StandardCharsets.UTF_8));
  }
}
