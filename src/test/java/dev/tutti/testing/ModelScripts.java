package dev.tutti.testing;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What an upstream does, by the model that it is asked for. Thread-safe. */
public final class ModelScripts implements Script {
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  /** Plays a script for a model. */
  public ModelScripts on(String model, Script script) {
    scripts.put(model, script);
    return this;
  }

  /** Lets a model say a text, streamed where that is wanted. */
  public ModelScripts says(String model, String text) {
    return on(model, saying(_ -> text));
  }

  /** Lets a model say what a request makes of it. */
  public ModelScripts says(String model, Function<JsonNode, String> text) {
    return on(model, saying(text));
  }

  /** Script of a model that says what a request makes of it, streamed where that is wanted. */
  public static Script saying(Function<JsonNode, String> text) {
    return turn -> {
      var request = Json.tree(turn.heard().body());
      var words = text.apply(request);
      (request.path("stream").asBoolean(false) ? Chat.says(words) : Chat.answers(words)).play(turn);
    };
  }

  @Override
  public void play(Turn turn) throws IOException, InterruptedException {
    var request = Json.tree(turn.heard().body());
    asked.add(request);
    var script = scripts.get(request.path("model").asString(""));
    if (script == null) {
      turn.json(500, "{\"error\":{\"message\":\"unplanned\"}}");
    } else {
      script.play(turn);
    }
  }

  /** Requests so far, in the order of their coming. */
  public List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  /** Requests to a model so far. */
  public List<JsonNode> asked(String model) {
    return asked.stream().filter(each -> each.path("model").asString("").equals(model)).toList();
  }

  /** Forgets requests and scripts. */
  public void forget() {
    asked.clear();
    scripts.clear();
  }

  /** The text of the last message of a request. */
  public static String prompt(JsonNode request) {
    var messages = request.path("messages");
    return messages.path(messages.size() - 1).path("content").asString("");
  }
}
