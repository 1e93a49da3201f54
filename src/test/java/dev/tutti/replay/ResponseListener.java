package dev.tutti.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Puts a response together, from its object or from the events that tell of it. */
final class ResponseListener {
  /** The finish reason of a response that is complete. */
  static final String COMPLETED = "completed";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final LinkedHashMap<String, ReceivedAnswer.Call> calls = new LinkedHashMap<>();

  private ResponseListener() {}

  /** What the object says. */
  static ReceivedAnswer whole(JsonNode response) {
    var listener = new ResponseListener();
    response.path("output").forEach(listener::item);
    return listener.heard(response);
  }

  private void item(JsonNode item) {
    switch (item.path("type").asString("")) {
      case "message" -> item.path("content").forEach(part -> append(text, part.path("text")));
      case "reasoning" -> {
        item.path("summary").forEach(part -> append(reasoning, part.path("text")));
        item.path("content").forEach(part -> append(reasoning, part.path("text")));
      }
      case "function_call" -> call(item, item.path("arguments").asString(""));
      default -> {} // what tools of the provider did
    }
  }

  /**
   * What the events tell.
   *
   * @param response the object of the last one, for what no other event says
   */
  static ReceivedAnswer events(List<JsonNode> events, JsonNode response) {
    var listener = new ResponseListener();
    events.forEach(listener::event);
    return listener.heard(response);
  }

  private void event(JsonNode event) {
    switch (ResponseEvents.type(event)) {
      case "response.output_text.delta" -> append(text, event.path("delta"));
      case "response.reasoning_text.delta", "response.reasoning_summary_text.delta" ->
          append(reasoning, event.path("delta"));
      case "response.output_item.added" -> {
        if (event.path("item").path("type").asString("").equals("function_call")) {
          call(event.path("item"), "");
        }
      }
      case "response.function_call_arguments.delta" ->
          calls.computeIfPresent(
              event.path("item_id").asString(""),
              (_, call) ->
                  new ReceivedAnswer.Call(
                      call.id(), call.name(), call.arguments() + event.path("delta").asString("")));
      default -> {}
    }
  }

  private void call(JsonNode item, String arguments) {
    calls.put(
        item.path("id").asString(""),
        new ReceivedAnswer.Call(
            item.path("call_id").asString(""), item.path("name").asString(""), arguments));
  }

  private static void append(StringBuilder into, JsonNode words) {
    into.append(words.asString(""));
  }

  private ReceivedAnswer heard(JsonNode response) {
    var choice =
        new ReceivedAnswer.Choice(
            text.toString(),
            reasoning.toString(),
            List.copyOf(calls.values()),
            Optional.empty(),
            finish(response));
    return new ReceivedAnswer(
        List.of(choice),
        Optional.of(response.path("usage"))
            .filter(JsonNode::isObject)
            .map(ResponseListener::usage));
  }

  private static String finish(JsonNode response) {
    var reason = response.path("incomplete_details").path("reason").asString("");
    return switch (response.path("status").asString("")) {
      case "completed" -> COMPLETED;
      case "incomplete" -> reason.equals("max_output_tokens") ? "length" : reason;
      default -> "";
    };
  }

  /** In the words of a chat. */
  private static JsonNode usage(JsonNode usage) {
    var json = Corpus.JSON.createObjectNode();
    json.set("prompt_tokens", usage.path("input_tokens"));
    json.set("completion_tokens", usage.path("output_tokens"));
    json.set("prompt_tokens_details", usage.path("input_tokens_details"));
    json.set("completion_tokens_details", usage.path("output_tokens_details"));
    return json;
  }
}
