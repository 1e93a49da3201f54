package dev.tutti.provider.structured;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.ToolChoice;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for an answer that is valid for a schema, in the forms that upstreams understand who do
 * not hold their models to schemas.
 */
final class SchemaForm {
  /** The tool that takes an answer; {@link AnswerTool} turns a call of it into text. */
  static final String TOOL = "answer_in_json";

  private static final String FORMAT = "response_format";
  private static final String IN_WORDS =
      "Answer with one JSON value that is valid for the JSON Schema below, and with nothing else:"
          + " no words around it and no code fence.\n\n";

  private final ChatRequest request;
  private final ObjectNode schema;

  private SchemaForm(ChatRequest request, ObjectNode schema) {
    this.request = request;
    this.schema = schema;
  }

  /** The request in the form of a mode; empty where the mode has no form for its schema. */
  static Optional<ChatRequest> of(ChatRequest request, SchemaMode mode) {
    if (!(request.promptOf(FORMAT).answerFormat() instanceof AnswerFormat.JsonSchema wanted)) {
      return Optional.of(request);
    }
    var form = new SchemaForm(request, wanted.schema());
    return switch (mode) {
      case NATIVE -> Optional.of(request);
      case TOOL -> form.asTool();
      case JSON_MODE -> form.inJsonMode();
      case PROMPT -> Optional.of(form.inWords(JsonEdits.none().remove(FORMAT)));
    };
  }

  /** With tools of the caller's the model may call one of these instead. */
  private Optional<ChatRequest> asTool() {
    var choice = request.promptOf("tool_choice", "function_call").toolChoice();
    var edits = JsonEdits.none().remove(FORMAT);
    if (choice instanceof ToolChoice.Named) {
      return Optional.of(request.edited(edits));
    }
    if (!isObject() || request.body().has("functions")) {
      return Optional.empty();
    }
    var tools = request.body().get("tools") instanceof ArrayNode given ? given : Json.array();
    boolean only = tools.isEmpty() || choice instanceof ToolChoice.None;
    tools.add(tool());
    return Optional.of(
        request.edited(
            edits
                .set("tools", tools)
                .set("tool_choice", only ? named() : "required")
                .set("parallel_tool_calls", false)));
  }

  private ObjectNode tool() {
    var parameters = schema.has("type") ? schema : schema.deepCopy().put("type", "object");
    var tool = Json.object().put("type", "function");
    tool.putObject("function")
        .put("name", TOOL)
        .put("description", "Takes your whole answer.")
        .set("parameters", parameters);
    return tool;
  }

  private static ObjectNode named() {
    var choice = Json.object().put("type", "function");
    choice.putObject("function").put("name", TOOL);
    return choice;
  }

  private Optional<ChatRequest> inJsonMode() {
    return isObject()
        ? Optional.of(
            inWords(JsonEdits.none().set(FORMAT, Json.object().put("type", "json_object"))))
        : Optional.empty();
  }

  /** Whether what is valid is an object, as tools and JSON modes demand. */
  private boolean isObject() {
    var root = schema;
    var reference = schema.path("$ref").asString("");
    if (reference.startsWith("#/") && schema.at(reference.substring(1)) instanceof ObjectNode to) {
      root = to;
    }
    return root.path("type").asString(root.has("properties") ? "object" : "").equals("object");
  }

  private ChatRequest inWords(JsonEdits edits) {
    var messages = request.body().get("messages");
    return request.edited(edits.set("messages", instructed((ArrayNode) messages)));
  }

  /** Some models know only one system message, and only at the beginning. */
  private ArrayNode instructed(ArrayNode messages) {
    var words = IN_WORDS + Json.text(schema);
    if (messages.path(0) instanceof ObjectNode first && isInstruction(first)) {
      var content = first.path("content");
      if (content instanceof ArrayNode parts) {
        parts.addObject().put("type", "text").put("text", words);
        return messages;
      }
      first.put("content", (content.asString("") + "\n\n" + words).strip());
      return messages;
    }
    messages.insertObject(0).put("role", "system").put("content", words);
    return messages;
  }

  private static boolean isInstruction(JsonNode message) {
    var role = message.path("role").asString("");
    return role.equals("system") || role.equals("developer");
  }
}
