package dev.tutti.provider.openai;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for an upstream that knows no tools but functions: a tool of the type {@code custom} is
 * a function with one text, {@code input}, and only those tools are offered that are allowed.
 * {@link CustomCalls} turns calls of such functions back.
 *
 * @param request with functions alone; tools that a provider runs itself stay
 * @param custom the names of the tools that were of the type {@code custom}
 * @see <a
 *     href="https://developers.openai.com/api/docs/guides/function-calling#custom-tools">OpenAI,
 *     custom tools</a>
 */
public record FunctionForm(ChatRequest request, Set<String> custom) {
  /** The one member of the arguments of a custom tool. */
  static final String INPUT = "input";

  private static final String CUSTOM = "custom";
  private static final String FUNCTION = "function";
  private static final String ALLOWED = "allowed_tools";

  /**
   * The form of a request.
   *
   * @throws Fault {@code invalid_request} where none of its tools is allowed
   */
  public static FunctionForm of(ChatRequest request) {
    if (!request.hasCustomTools()) {
      return new FunctionForm(request, Set.of());
    }
    var body = request.body();
    var custom = new HashSet<String>();
    var tools = Json.array();
    body.get("tools").forEach(tool -> tools.add(tool(tool, custom)));
    var edits = choice(body.get("tool_choice"), tools, JsonEdits.none());
    var messages = body.get("messages");
    for (var message : messages) {
      message.path("tool_calls").forEach(FunctionForm::call);
    }
    if (!tools.isEmpty()) {
      edits = edits.set("tools", tools);
    }
    return new FunctionForm(request.edited(edits.set("messages", messages)), Set.copyOf(custom));
  }

  private static JsonNode tool(JsonNode tool, Set<String> custom) {
    if (!isCustom(tool)) {
      return tool;
    }
    var given = tool.path(CUSTOM);
    custom.add(given.path("name").asString(""));
    var made = Json.object().put("type", FUNCTION);
    var function = made.putObject(FUNCTION).put("name", given.path("name").asString(""));
    function.put("description", description(given));
    var parameters = function.putObject("parameters").put("type", "object");
    parameters.putObject("properties").putObject(INPUT).put("type", "string");
    parameters.putArray("required").add(INPUT);
    parameters.put("additionalProperties", false);
    return made;
  }

  /** A tool or call of another form of that type is a provider's own. */
  private static boolean isCustom(JsonNode json) {
    return json.path("type").asString("").equals(CUSTOM) && json.path(CUSTOM).isObject();
  }

  /**
   * The tool's description, and the grammar of its input, which nobody but the model can keep to
   * here.
   */
  private static String description(JsonNode given) {
    var words = given.path("description").asString("");
    var grammar = given.path("format").path("grammar");
    return grammar.isObject()
        ? "%s\n\nThe input must be valid for this grammar (%s):\n%s"
            .formatted(
                words,
                grammar.path("syntax").asString("lark"),
                grammar.path("definition").asString(""))
            .strip()
        : words;
  }

  private static void call(JsonNode given) {
    if (isCustom(given) && given instanceof ObjectNode call) {
      var custom = call.remove(CUSTOM);
      var arguments = Json.object().put(INPUT, custom.path(INPUT).asString(""));
      call.put("type", FUNCTION);
      call.putObject(FUNCTION)
          .put("name", custom.path("name").asString(""))
          .put("arguments", Json.text(arguments));
    }
  }

  private static JsonEdits choice(JsonNode choice, ArrayNode tools, JsonEdits edits) {
    if (isCustom(choice)) {
      var named = Json.object().put("type", FUNCTION);
      named.putObject(FUNCTION).put("name", name(choice));
      return edits.set("tool_choice", named);
    }
    if (!choice.path("type").asString("").equals(ALLOWED)) {
      return edits;
    }
    var allowed = choice.path(ALLOWED).isObject() ? choice.path(ALLOWED) : choice;
    var names = new HashSet<String>();
    allowed.path("tools").forEach(tool -> names.add(name(tool)));
    tools.removeIf(tool -> !names.contains(name(tool)));
    if (tools.isEmpty()) {
      throw Fault.invalid(
          "tool_choice.allowed_tools.tools", "none of tools (expected: names of tools)");
    }
    return edits.set("tool_choice", allowed.path("mode").asString("auto"));
  }

  /** A function's or custom tool's name; any other tool is named by its type. */
  private static String name(JsonNode tool) {
    var type = tool.path("type").asString(FUNCTION);
    var name = tool.path(type).path("name").asString(tool.path("name").asString(""));
    return name.isEmpty() ? type : name;
  }
}
