package dev.tutti.chat;

import tools.jackson.databind.JsonNode;

/** Choice of the tool that the model shall call. */
public sealed interface ToolChoice {

  /** The caller did not say. */
  record Unset() implements ToolChoice {}

  /** The model decides. */
  record Auto() implements ToolChoice {}

  /** No tool. */
  record None() implements ToolChoice {}

  /** At least one tool. */
  record Required() implements ToolChoice {}

  /** This tool. */
  record Named(String name) implements ToolChoice {}

  /** Reads OpenAI's {@code tool_choice} or {@code function_call}. */
  static ToolChoice of(JsonNode node) {
    var name = node.path("function").path("name").asString(node.path("name").asString(""));
    if (!name.isEmpty()) {
      return new Named(name);
    }
    var word = node.isObject() ? node.path("type").asString("an object") : node.asString("");
    return switch (word) {
      case "" -> new Unset();
      case "auto" -> new Auto();
      case "none" -> new None();
      case "required", "any" -> new Required();
      default ->
          throw Fault.invalid(
              "tool_choice",
              "\"%s\" (expected by this model: auto, none, required or a function)"
                  .formatted(word));
    };
  }
}
