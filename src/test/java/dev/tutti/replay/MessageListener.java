package dev.tutti.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a message together from its events, and says what a message says. */
final class MessageListener {
  private final Map<Integer, StringBuilder> inputs = new HashMap<>();
  private ObjectNode message = Corpus.JSON.createObjectNode();

  private MessageListener() {}

  /** The message that the events tell of, as a client puts it together. */
  static ObjectNode message(List<JsonNode> events) {
    var listener = new MessageListener();
    events.forEach(listener::event);
    listener.inputs.forEach(listener::input);
    return listener.message;
  }

  private void event(JsonNode event) {
    switch (MessageEvents.type(event)) {
      case "message_start" -> message = (ObjectNode) event.path("message").deepCopy();
      case "content_block_start" ->
          message.withArray("content").add(event.path("content_block").deepCopy());
      case "content_block_delta" -> {
        int index = event.path("index").asInt();
        if (message.path("content").path(index) instanceof ObjectNode block) {
          grow(index, block, event.path("delta"));
        }
      }
      case "message_delta" -> {
        message.setAll((ObjectNode) event.path("delta"));
        if (event.hasNonNull("context_management")) {
          message.set("context_management", event.path("context_management"));
        }
        var usage = message.withObject("usage");
        event
            .path("usage")
            .forEachEntry(
                (name, value) -> {
                  if (!value.isNull()) {
                    usage.set(name, value);
                  }
                });
      }
      default -> {}
    }
  }

  private void grow(int index, ObjectNode block, JsonNode delta) {
    switch (MessageEvents.type(delta)) {
      case "text_delta" -> append(block, "text", delta);
      case "thinking_delta" -> append(block, "thinking", delta);
      case "compaction_delta" -> {
        append(block, "content", delta);
        block.set("encrypted_content", delta.path("encrypted_content"));
      }
      case "signature_delta" -> block.set("signature", delta.path("signature"));
      case "citations_delta" -> block.withArray("citations").add(delta.path("citation"));
      case "input_json_delta" ->
          inputs
              .computeIfAbsent(index, _ -> new StringBuilder())
              .append(delta.path("partial_json").asString(""));
      default -> {}
    }
  }

  private static void append(ObjectNode block, String member, JsonNode delta) {
    block.put(member, block.path(member).asString("") + delta.path(member).asString(""));
  }

  /** An input that is no object is shown as Tutti shows it in a whole message. */
  private void input(int index, StringBuilder text) {
    var block = (ObjectNode) message.path("content").path(index);
    var written = text.toString();
    if (Judge.parse(written) instanceof ObjectNode json) {
      block.set("input", json);
    } else if (!written.isBlank()) {
      block.putObject("input").put("arguments", written);
    }
  }

  /** What a message says. */
  static ReceivedAnswer heard(JsonNode message) {
    var text = new StringBuilder();
    var reasoning = new StringBuilder();
    var calls = new ArrayList<ReceivedAnswer.Call>();
    for (var block : message.path("content")) {
      switch (MessageEvents.type(block)) {
        case "text" -> text.append(block.path("text").asString(""));
        case "thinking" -> reasoning.append(block.path("thinking").asString(""));
        case "tool_use" -> calls.add(call(block));
        default -> {}
      }
    }
    var choice =
        new ReceivedAnswer.Choice(
            text.toString(),
            reasoning.toString(),
            calls,
            Optional.empty(),
            message.path("stop_reason").asString(""));
    return new ReceivedAnswer(
        List.of(choice),
        Optional.of(message.path("usage")).filter(JsonNode::isObject).map(MessageListener::usage));
  }

  private static ReceivedAnswer.Call call(JsonNode block) {
    return new ReceivedAnswer.Call(
        block.path("id").asString(""),
        block.path("name").asString(""),
        block.path("input").toString());
  }

  /** In the words of a chat, where the cache's tokens are part of the prompt. */
  private static JsonNode usage(JsonNode usage) {
    long read = usage.path("cache_read_input_tokens").asLong(0);
    long written = usage.path("cache_creation_input_tokens").asLong(0);
    var json = Corpus.JSON.createObjectNode();
    json.put("prompt_tokens", usage.path("input_tokens").asLong(0) + read + written);
    json.set("completion_tokens", usage.path("output_tokens"));
    json.putObject("prompt_tokens_details")
        .put("cached_tokens", read)
        .put("cache_write_tokens", written);
    json.putObject("completion_tokens_details")
        .set("reasoning_tokens", usage.path("output_tokens_details").path("thinking_tokens"));
    return json;
  }
}
