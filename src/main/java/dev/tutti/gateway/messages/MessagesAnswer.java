package dev.tutti.gateway.messages;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.ChatEvent.Logprobs;
import dev.tutti.chat.ChatEvent.Reasoning;
import dev.tutti.chat.ChatEvent.Refusal;
import dev.tutti.chat.ChatEvent.Spent;
import dev.tutti.chat.ChatEvent.Start;
import dev.tutti.chat.ChatEvent.Text;
import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.gateway.chat.AnswerContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer as it is heard: who gives it, its blocks, and how it ends. Anthropic gives one answer:
 * alternatives are passed over. Not thread-safe.
 */
final class MessagesAnswer {
  private final Blocks blocks;
  private final boolean echo;
  private final ObjectNode endings = Json.object();
  private final ObjectNode asides = Json.object();
  private final ObjectNode details = Json.object();
  private String id;
  private String model;
  private FinishReason finish = FinishReason.STOP;
  private String stopReason = "";
  private String stopSequence = "";

  MessagesAnswer(AnswerContext context, BlockSink sink) {
    this.blocks = new Blocks(context.call().id(), new HistoryIds(context.request()), sink);
    this.echo = context.echoModel();
    this.id = "msg_" + context.call().id();
    this.model = context.request().model();
  }

  void hear(ChatEvent event) {
    switch (event) {
      case Start(String name, String answerer) -> start(name, answerer);
      case Text(int choice, String text) when choice == 0 -> blocks.text(text);
      case Reasoning(int choice, String text) when choice == 0 -> blocks.thinking(text);
      case Refusal(int choice, String text) when choice == 0 -> refuse(text);
      case ToolCall call when call.choice() == 0 -> blocks.tool(call);
      case Extension(int choice, String name, JsonNode value) when choice == 0 ->
          extension(name, value);
      case Finish(int choice, FinishReason reason) when choice == 0 -> finish(reason);
      case Text _, Reasoning _, Refusal _, ToolCall _, Extension _, Finish _ -> {}
      case Logprobs _, Spent _ -> {}
    }
  }

  private void start(String name, String answerer) {
    if (!name.isEmpty()) {
      id = name;
    }
    if (!echo && !answerer.isEmpty()) {
      model = answerer;
    }
  }

  private void refuse(String text) {
    blocks.text(text);
    stopReason = "refusal";
  }

  private void finish(FinishReason reason) {
    finish = reason;
  }

  private void extension(String name, JsonNode value) {
    switch (name) {
      case "stop_sequence" -> stopSequence = value.asString("");
      case "stop_reason" -> stopReason = value.asString("");
      case AnthropicWords.USAGE -> value.forEachEntry(details::set);
      default -> {
        if (AnthropicWords.ENDINGS.contains(name)) {
          endings.set(name, value);
        } else if (AnthropicWords.ASIDES.contains(name)) {
          asides.set(name, value);
        } else {
          blocks.extension(name, value);
        }
      }
    }
  }

  /** Whether an event adds to what is said of a message before its content. */
  static boolean opens(ChatEvent event) {
    return switch (event) {
      case Start _, Spent _ -> true;
      case Extension(int _, String name, JsonNode _) ->
          name.equals(AnthropicWords.USAGE) || AnthropicWords.ASIDES.contains(name);
      default -> false;
    };
  }

  /** A message without content and ending. */
  ObjectNode message() {
    var message =
        Json.object()
            .put("id", id)
            .put("type", "message")
            .put("role", "assistant")
            .put("model", model);
    message.putArray("content");
    return message.putNull("stop_reason").putNull("stop_sequence");
  }

  /** Writes what is said beside content and ending, each once. */
  void asides(ObjectNode into) {
    into.setAll(asides);
    asides.removeAll();
  }

  /** Usage in Anthropic's words. */
  ObjectNode usage(Usage usage) {
    return MessagesUsage.json(usage, details);
  }

  /** Ends the last block; nothing is heard after it. */
  void end() {
    blocks.end();
  }

  /** Writes why the answer ended. */
  void ending(ObjectNode into) {
    into.put("stop_reason", reason());
    into.put("stop_sequence", stopSequence.isEmpty() ? null : stopSequence);
    into.setAll(endings);
  }

  private String reason() {
    if (!stopReason.isEmpty()) {
      return stopReason;
    }
    return switch (finish) {
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
      case CONTENT_FILTER -> "refusal";
      case STOP ->
          blocks.hasCalls() ? "tool_use" : stopSequence.isEmpty() ? "end_turn" : "stop_sequence";
    };
  }
}
