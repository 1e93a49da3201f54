package dev.tutti.provider.ollama;

import dev.tutti.chat.CallInput;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writer of a conversation as Ollama's messages: text, with pictures beside it. */
final class OllamaMessages {
  private OllamaMessages() {}

  /**
   * The messages.
   *
   * @throws Fault {@code invalid_request} for a part that Ollama has no form for
   */
  static ArrayNode of(List<ChatMessage> messages) {
    var all = Json.array();
    for (int i = 0; i < messages.size(); i++) {
      all.add(of(messages.get(i), "messages[" + i + "]"));
    }
    return all;
  }

  private static ObjectNode of(ChatMessage message, String place) {
    return switch (message) {
      case ChatMessage.Instruction(List<Part> parts, ObjectNode _) -> said("system", parts, place);
      case ChatMessage.User(List<Part> parts, ObjectNode _) -> said("user", parts, place);
      case ChatMessage.Assistant answer -> assistant(answer, place);
      case ChatMessage.ToolResult(String callId, String name, List<Part> parts, ObjectNode _) ->
          named(named(said("tool", parts, place), "tool_name", name), "tool_call_id", callId);
    };
  }

  private static ObjectNode assistant(ChatMessage.Assistant answer, String place) {
    var json = said("assistant", answer.parts(), place);
    if (!answer.reasoning().isEmpty()) {
      json.put("thinking", answer.reasoning());
    }
    for (var call : answer.calls()) {
      named(json.withArray("tool_calls").addObject(), "id", call.id())
          .putObject("function")
          .put("name", call.name())
          .set("arguments", CallInput.of(call.arguments()));
    }
    return json;
  }

  /** Sets what is known. */
  private static ObjectNode named(ObjectNode json, String member, String value) {
    return value.isEmpty() ? json : json.put(member, value);
  }

  private static ObjectNode said(String role, List<Part> parts, String place) {
    var json = Json.object().put("role", role).put("content", Part.text(parts));
    for (int i = 0; i < parts.size(); i++) {
      picture(parts.get(i), place + ".content[" + i + "]", json);
    }
    return json;
  }

  private static void picture(Part part, String place, ObjectNode json) {
    switch (part) {
      case Part.Text _ -> {}
      case Part.ImageData(String _, String base64, ObjectNode _) ->
          json.withArray("images").add(base64);
      case Part.ImageLink _ ->
          throw Fault.invalid(
              place + ".image_url.url",
              "an address, which this model cannot fetch (expected: data:image/png;base64,...)");
      case Part.Audio _ -> throw wrong(place, "input_audio");
      case Part.Document _ -> throw wrong(place, "file");
      case Part.Other(String type, ObjectNode _) -> throw wrong(place, type);
    }
  }

  private static Fault wrong(String place, String type) {
    return Fault.invalid(
        place + ".type", "\"%s\" (expected by this model: text or image_url)".formatted(type));
  }
}
