package dev.tutti.provider;

import dev.tutti.chat.ChatMessage.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of an earlier call for dialects that want an object where OpenAI's has text. */
final class CallArguments {
  private CallArguments() {}

  /**
   * The arguments; blank text is an empty object.
   *
   * @param place the call's, such as {@code messages[1].tool_calls[0]}
   * @throws Fault {@code invalid_request} when they are not a JSON object
   */
  static ObjectNode of(Call call, String place) {
    if (call.arguments().isBlank()) {
      return Json.object();
    }
    try {
      if (Json.tree(call.arguments()) instanceof ObjectNode object) {
        return object;
      }
    } catch (Fault _) {
      // told below, by its place
    }
    throw Fault.invalid(
        place + ".function.arguments", "not a JSON object (expected: the text of one)");
  }
}
