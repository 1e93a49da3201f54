package dev.tutti.gateway.messages;

import dev.tutti.chat.Json;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools as OpenAI's functions. A tool of another type is one of Anthropic's own: it goes along as
 * it is.
 */
final class MessagesTools {
  private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");
  private static final Set<String> FUNCTION =
      Set.of("type", "name", "description", "input_schema", "strict");

  private MessagesTools() {}

  /** Writes {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}. */
  static void write(InputValue request, ObjectNode body) {
    var inputValue = request.optional("tools");
    boolean some = inputValue.isPresent() && !inputValue.get().list().isEmpty();
    if (some) {
      var tools = body.putArray("tools");
      inputValue.get().list().forEach(tool -> add(tool, tools));
    }
    request.optional("tool_choice").ifPresent(choice -> choice(choice, some, body));
  }

  private static void add(InputValue tool, ArrayNode tools) {
    tool.object();
    var type = tool.optional("type").map(InputValue::name).orElse("custom");
    tools.add(type.equals("custom") ? function(tool) : tool.object());
  }

  private static ObjectNode function(InputValue tool) {
    var json = Json.object().put("type", "function");
    var function = json.putObject("function").put("name", tool.member("name").name());
    tool.optional("description").ifPresent(text -> function.put("description", text.text()));
    function.set("parameters", tool.member("input_schema").object());
    tool.optional("strict").ifPresent(strict -> function.put("strict", strict.bool()));
    tool.object()
        .forEachEntry(
            (name, value) -> {
              if (!FUNCTION.contains(name) && !value.isNull()) {
                json.set(name, value);
              }
            });
    return json;
  }

  private static void choice(InputValue choice, boolean some, ObjectNode body) {
    choice.object();
    switch (choice.member("type").oneOf(CHOICES)) {
      case "any" -> body.put("tool_choice", "required");
      case "tool" -> {
        var named = body.putObject("tool_choice").put("type", "function");
        named.putObject("function").put("name", choice.member("name").name());
      }
      case String word -> body.put("tool_choice", word);
    }
    boolean single =
        choice.optional("disable_parallel_tool_use").map(InputValue::bool).orElse(false) && some;
    if (single) {
      body.put("parallel_tool_calls", false);
    }
  }
}
