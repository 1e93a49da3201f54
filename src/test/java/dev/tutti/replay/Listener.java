package dev.tutti.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Puts an answer together, from one JSON text or from the chunks of a stream. */
final class Listener {
  private final TreeMap<Integer, Choice> choices = new TreeMap<>();
  private Optional<JsonNode> usage = Optional.empty();

  private Listener() {}

  /** The answer in one JSON text. */
  static ReceivedAnswer whole(JsonNode answer) {
    return hear(List.of(answer), "message");
  }

  /** The answer in the chunks of a stream. */
  static ReceivedAnswer chunks(List<JsonNode> chunks) {
    return hear(chunks, "delta");
  }

  private static ReceivedAnswer hear(List<JsonNode> parts, String member) {
    var listener = new Listener();
    for (var part : parts) {
      listener.add(part, member);
    }
    return new ReceivedAnswer(
        listener.choices.values().stream().map(Choice::heard).toList(), listener.usage);
  }

  private void add(JsonNode part, String member) {
    for (var choice : part.path("choices")) {
      int index = choice.path("index").asInt(0);
      choices.computeIfAbsent(index, _ -> new Choice()).add(choice, choice.path(member));
    }
    if (part.path("usage").isObject()) {
      usage = Optional.of(part.path("usage"));
    }
  }

  private static final class Choice {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final TreeMap<Integer, CallParts> calls = new TreeMap<>();
    private final CallParts legacy = new CallParts();
    private String finish = "";

    void add(JsonNode choice, JsonNode message) {
      text.append(string(message.isObject() ? message.path("content") : choice.path("text")));
      var thought = string(message.path("reasoning_content"));
      reasoning.append(thought.isEmpty() ? string(message.path("reasoning")) : thought);
      for (var call : message.path("tool_calls")) {
        int index = call.path("index").asInt(calls.size());
        calls.computeIfAbsent(index, _ -> new CallParts()).add(call, call.path("function"));
      }
      legacy.add(message.path("function_call"), message.path("function_call"));
      finish = choice.path("finish_reason").asString(finish);
    }

    ReceivedAnswer.Choice heard() {
      var heardCalls = new ArrayList<ReceivedAnswer.Call>();
      calls.values().forEach(call -> heardCalls.add(call.heard()));
      return new ReceivedAnswer.Choice(
          text.toString(),
          reasoning.toString(),
          heardCalls,
          Optional.of(legacy.heard()).filter(call -> !call.name().isEmpty()),
          finish);
    }

    private static String string(JsonNode value) {
      return value.isString() ? value.asString() : "";
    }
  }

  private static final class CallParts {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();

    void add(JsonNode call, JsonNode function) {
      id += call.path("id").asString("");
      name += function.path("name").asString("");
      arguments.append(function.path("arguments").asString(""));
    }

    ReceivedAnswer.Call heard() {
      return new ReceivedAnswer.Call(id, name, arguments.toString());
    }
  }
}
