package dev.tutti.provider.gemini;

import dev.tutti.chat.CallInput;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Call;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writer of a conversation as Gemini's {@code contents}: two sides that take turns, with what tools
 * answered on the user's side and instructions apart from both. Not thread-safe.
 */
final class GeminiContents {
  /** Stands in for the signature of a call that another model made. */
  private static final String FOREIGN = "skip_thought_signature_validator";

  private final boolean signed;
  private final ArrayNode instructions = Json.array();
  private final ArrayNode contents = Json.array();

  /**
   * @param signed whether calls without the signature of their reasoning would be refused
   */
  GeminiContents(boolean signed) {
    this.signed = signed;
  }

  /**
   * Writes {@code contents} and {@code systemInstruction}.
   *
   * @throws Fault {@code invalid_request} for a message that Gemini has no form for
   */
  void write(List<ChatMessage> messages, ObjectNode request) {
    for (int i = 0; i < messages.size(); i++) {
      add(messages.get(i), "messages[" + i + "]");
    }
    if (contents.isEmpty()) {
      turn("user").addAll(instructions);
      instructions.removeAll();
    }
    request.set("contents", contents);
    if (!instructions.isEmpty()) {
      request.putObject("systemInstruction").set("parts", instructions);
    }
  }

  private void add(ChatMessage message, String place) {
    switch (message) {
      case ChatMessage.Instruction said -> instruct(said.text());
      case ChatMessage.User(List<Part> parts, ObjectNode _) -> user(parts, place);
      case ChatMessage.Assistant said -> model(said, place);
      case ChatMessage.ToolResult result -> result(result, place);
    }
  }

  private void instruct(String text) {
    if (!text.isEmpty()) {
      instructions.addObject().put("text", text);
    }
  }

  private void user(List<Part> parts, String place) {
    var written = GeminiPart.all(parts, place);
    if (written.isEmpty()) {
      written.addObject().put("text", "");
    }
    turn("user").addAll(written);
  }

  private void model(ChatMessage.Assistant said, String place) {
    var parts = Json.array();
    if (said.json().path(GeminiPart.NATIVE) instanceof ArrayNode own) {
      parts.addAll(own);
    }
    parts.addAll(GeminiPart.images(said.json()));
    parts.addAll(GeminiPart.all(said.parts(), place));
    sign(parts, GeminiSignature.of(said.json()));
    calls(said.calls(), parts);
    if (!parts.isEmpty()) {
      turn("model").addAll(parts);
    }
  }

  private static void sign(ArrayNode parts, String signature) {
    if (signature.isEmpty()) {
      return;
    }
    var last = parts.isEmpty() ? Json.object() : parts.get(parts.size() - 1);
    var signed =
        last instanceof ObjectNode text && text.has("text")
            ? text
            : parts.addObject().put("text", "");
    signed.put("thoughtSignature", signature);
  }

  private void calls(List<Call> calls, ArrayNode parts) {
    boolean foreign =
        signed && calls.stream().allMatch(call -> GeminiSignature.of(call.json()).isEmpty());
    for (int i = 0; i < calls.size(); i++) {
      var call = calls.get(i);
      var part = parts.addObject();
      var written = named(part.putObject("functionCall"), call.id(), call.name());
      written.set("args", CallInput.of(call.arguments()));
      var signature = foreign && i == 0 ? FOREIGN : GeminiSignature.of(call.json());
      if (!signature.isEmpty()) {
        part.put("thoughtSignature", signature);
      }
    }
  }

  private void result(ChatMessage.ToolResult result, String place) {
    if (result.name().isEmpty()) {
      throw Fault.invalid(
          place + ".tool_call_id",
          "\"%s\" (expected: the id of a call in an earlier message)".formatted(result.callId()));
    }
    var turn = turn("user");
    var written = turn.addObject().putObject("functionResponse");
    named(written, result.callId(), result.name());
    written.set("response", response(Part.text(result.parts())));
    var shown = result.parts().stream().filter(part -> !(part instanceof Part.Text)).toList();
    turn.addAll(GeminiPart.all(shown, place));
  }

  /** An object stays one; anything else is the {@code output}, by Gemini's convention. */
  private static JsonNode response(String text) {
    if (text.stripLeading().startsWith("{")) {
      try {
        if (Json.tree(text) instanceof ObjectNode object) {
          return object;
        }
      } catch (Fault _) {
        // words that begin with a brace
      }
    }
    return Json.object().put("output", text);
  }

  private static ObjectNode named(ObjectNode written, String id, String name) {
    if (!id.isEmpty()) {
      written.put("id", id);
    }
    return written.put("name", name);
  }

  /** The parts of the turn that is being written; what one side says in a row is one turn. */
  private ArrayNode turn(String role) {
    if (contents.isEmpty()
        || !contents.get(contents.size() - 1).path("role").asString().equals(role)) {
      contents.addObject().put("role", role).putArray("parts");
    }
    return contents.get(contents.size() - 1).withArray("parts");
  }
}
