package dev.tutti.chat;

import tools.jackson.databind.node.ObjectNode;

/** The arguments of a tool call for dialects that want an object where OpenAI's has text. */
public final class CallInput {
  private CallInput() {}

  /**
   * The object that arguments write. Nothing, and {@code null}, is an empty one. What is no object,
   * as when the model was cut off in the middle, is shown as it was written, in the member {@code
   * arguments}.
   */
  public static ObjectNode of(String arguments) {
    var text = arguments.strip();
    if (text.isEmpty() || text.equals("null")) {
      return Json.object();
    }
    try {
      if (Json.tree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (Fault _) {
      // Not JSON.
    }
    return Json.object().put("arguments", arguments);
  }
}
