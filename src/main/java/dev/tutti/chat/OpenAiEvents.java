package dev.tutti.chat;

import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads events out of regular OpenAI JSON; needed only by endpoints of other dialects and by the
 * blocking view. The members of a message have no order there: the events come in the order in
 * which a model says things, reasoning before words and words before calls.
 */
final class OpenAiEvents {
  private static final Set<String> CALL = Set.of("index", "id", "type", "function");

  private final List<ChatEvent> events = new ArrayList<>(4);

  private OpenAiEvents() {}

  static List<ChatEvent> ofChunk(JsonBody json) {
    return new OpenAiEvents().read(json.tree(), "delta");
  }

  static List<ChatEvent> ofCompletion(JsonBody json) {
    return new OpenAiEvents().read(json.tree(), "message");
  }

  private List<ChatEvent> read(JsonNode root, String member) {
    for (var choice : root.path("choices")) {
      int index = choice.path("index").asInt(0);
      var message = choice.path(member);
      if (message.has("role")) {
        events.add(new Start(root.path("id").asString(""), root.path("model").asString("")));
      }
      if (message.isMissingNode() && choice.path("text").isString()) {
        events.add(new Text(index, choice.path("text").asString()));
      }
      message.forEachEntry((name, value) -> member(index, name, value));
      if (!choice.path("logprobs").path("content").isEmpty()) {
        events.add(
            new Logprobs(index, choice.path("logprobs").path("content").valueStream().toList()));
      }
      if (choice.path("finish_reason").isString()) {
        events.add(new Finish(index, FinishReason.of(choice.path("finish_reason").asString())));
      }
    }
    if (root.path("usage").isObject()) {
      events.add(new Spent(OpenAiUsage.of(root.path("usage"))));
    }
    if (events.size() > 1) {
      events.sort(Comparator.comparingInt(OpenAiEvents::rank));
    }
    return events;
  }

  private static int rank(ChatEvent event) {
    return switch (event) {
      case Start _ -> 0;
      case Reasoning _ -> 1;
      case Extension(int _, String name, JsonNode _) ->
          name.equals(AnthropicWords.THINKING) ? 2 : 4;
      case Text _, Refusal _, Logprobs _ -> 3;
      case ToolCall _ -> 5;
      case Finish _, Spent _ -> 6;
    };
  }

  private void member(int choice, String name, JsonNode value) {
    switch (name) {
      case "role" -> {}
      case "content" -> text(value).ifPresent(text -> events.add(new Text(choice, text)));
      case "reasoning_content", "reasoning" -> reasoning(choice, value);
      case "refusal" -> text(value).ifPresent(text -> events.add(new Refusal(choice, text)));
      case "tool_calls" -> value.forEach(call -> tool(choice, call));
      default -> {
        if (!value.isNull()) {
          events.add(new Extension(choice, name, value));
        }
      }
    }
  }

  /** Some upstreams say the same reasoning under both names; it is heard once. */
  private void reasoning(int choice, JsonNode value) {
    boolean heard = events.stream().anyMatch(e -> e instanceof Reasoning(int c, _) && c == choice);
    if (!heard) {
      text(value).ifPresent(text -> events.add(new Reasoning(choice, text)));
    }
  }

  private void tool(int choice, JsonNode call) {
    var function = call.path("function");
    events.add(
        new ToolCall(
            choice,
            call.path("index").asInt(countTools(choice)),
            call.path("id").asString(""),
            function.path("name").asString(""),
            function.path("arguments").asString(""),
            extensions(call)));
  }

  private static ObjectNode extensions(JsonNode call) {
    var rest = Json.object();
    call.forEachEntry(
        (name, value) -> {
          if (!CALL.contains(name)) {
            rest.set(name, value);
          }
        });
    return rest;
  }

  /** A whole answer lists its calls without numbers. */
  private int countTools(int choice) {
    return (int)
        events.stream().filter(e -> e instanceof ToolCall t && t.choice() == choice).count();
  }

  private static Optional<String> text(JsonNode value) {
    return value.isString() && !value.asString().isEmpty()
        ? Optional.of(value.asString())
        : Optional.empty();
  }
}
