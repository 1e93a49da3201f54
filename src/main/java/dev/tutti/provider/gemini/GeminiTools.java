package dev.tutti.provider.gemini;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Prompt;
import dev.tutti.chat.Tool;
import dev.tutti.chat.ToolChoice;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writer of the tools of a chat for Gemini. Whether calls may be parallel cannot be said to it. A
 * tool that is not a function is one of Gemini's own, such as {@code {"google_search": {}}}.
 */
final class GeminiTools {
  /** Gemini's own tools by name; written without a type, any name will do. */
  private static final Set<String> OWN =
      Set.of(
          "google_search",
          "googleSearch",
          "google_search_retrieval",
          "googleSearchRetrieval",
          "google_maps",
          "googleMaps",
          "enterprise_web_search",
          "enterpriseWebSearch",
          "code_execution",
          "codeExecution",
          "url_context",
          "urlContext");

  private GeminiTools() {}

  /** Writes {@code tools} and {@code toolConfig} where there are any. */
  static void write(ChatRequest request, Prompt prompt, ObjectNode json) {
    var functions = Json.array();
    var tools = Json.array();
    int index = 0;
    for (var tool : prompt.tools()) {
      var place = "tools[" + index++ + "].type";
      if (tool.name().isEmpty()) {
        tools.add(own(tool, place));
      } else {
        functions.add(function(tool));
      }
    }
    if (request.body().get("web_search_options").isObject()) {
      tools.addObject().putObject("googleSearch");
    }
    if (!functions.isEmpty()) {
      tools.addObject().set("functionDeclarations", functions);
    }
    if (!tools.isEmpty()) {
      json.set("tools", tools);
      choice(prompt.toolChoice(), json);
    }
  }

  private static ObjectNode function(Tool tool) {
    return Json.object()
        .put("name", tool.name())
        .put("description", tool.description())
        .set("parametersJsonSchema", tool.parameters());
  }

  private static ObjectNode own(Tool tool, String place) {
    if (tool.json().has("type") && !OWN.contains(tool.type())) {
      throw Fault.invalid(
          place,
          "\"%s\" (expected by this model: function, custom, or a tool of Gemini's such as google_search)"
              .formatted(tool.type()));
    }
    var own = tool.json().deepCopy();
    own.remove("type");
    if (own.isEmpty()) {
      own.putObject(tool.type());
    }
    return own;
  }

  private static void choice(ToolChoice choice, ObjectNode json) {
    switch (choice) {
      case ToolChoice.Unset _ -> {}
      case ToolChoice.Auto _ -> mode("AUTO", json);
      case ToolChoice.None _ -> mode("NONE", json);
      case ToolChoice.Required _ -> mode("ANY", json);
      case ToolChoice.Named(String name) ->
          mode("ANY", json).putArray("allowedFunctionNames").add(name);
    }
  }

  private static ObjectNode mode(String mode, ObjectNode json) {
    return json.putObject("toolConfig").putObject("functionCallingConfig").put("mode", mode);
  }
}
