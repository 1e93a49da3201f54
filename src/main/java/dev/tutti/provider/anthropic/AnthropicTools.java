package dev.tutti.provider.anthropic;

import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Prompt;
import dev.tutti.chat.Tool;
import dev.tutti.chat.ToolChoice;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of a request, and the schema of its answer: of a model that holds answers to a schema,
 * and as far as Anthropic can compile it, that is {@code output_config.format}. Not thread-safe.
 */
final class AnthropicTools {
  /** Types of Anthropic's own: with the date of their version, or of what it connects to. */
  private static final Pattern OWN = Pattern.compile("\\w+_\\d{8}|\\w+_toolset|custom");

  private final List<Tool> tools;
  private final ToolChoice choice;
  private final boolean single;
  private final boolean ours;
  private final ClaudeModel model;
  private @Nullable ObjectNode format;

  AnthropicTools(ChatRequest request, Prompt prompt, ClaudeModel model) {
    this.ours = request.isAnthropic();
    this.tools = prompt.tools();
    this.choice = prompt.toolChoice();
    this.single = !prompt.parallelToolCalls().orElse(true);
    this.model = model;
    if (prompt.answerFormat() instanceof AnswerFormat.JsonSchema wanted) {
      format(wanted.schema());
    }
  }

  private void format(ObjectNode schema) {
    var strict = model.structured() ? StrictSchema.of(schema) : Optional.<ObjectNode>empty();
    if (strict.isPresent()) {
      format = Json.object().put("type", "json_schema");
      format.set("schema", strict.get());
    }
  }

  /** The form of the answer, where the model keeps to it by itself. */
  Optional<ObjectNode> format() {
    return Optional.ofNullable(format);
  }

  /** Whether the model must call a tool, which keeps it from thinking first. */
  boolean forced() {
    return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
  }

  /** Writes {@code tools} and {@code tool_choice}. */
  void write(ObjectNode body) {
    if (tools.isEmpty()) {
      return;
    }
    var all = body.putArray("tools");
    for (var tool : tools) {
      all.add(tool(tool, all.size()));
    }
    var chosen = choice();
    if (chosen.isEmpty()) {
      return;
    }
    if (single && !chosen.path("type").asString("").equals("none")) {
      chosen.put("disable_parallel_tool_use", true);
    }
    body.set("tool_choice", chosen);
  }

  private ObjectNode choice() {
    return switch (choice) {
      case ToolChoice.Unset() -> single ? Json.object().put("type", "auto") : Json.object();
      case ToolChoice.Auto() -> Json.object().put("type", "auto");
      case ToolChoice.None() -> Json.object().put("type", "none");
      case ToolChoice.Required() -> Json.object().put("type", "any");
      case ToolChoice.Named(String name) -> named(name);
    };
  }

  private static ObjectNode named(String name) {
    return Json.object().put("type", "tool").put("name", name);
  }

  /** Tools of Anthropic's own go as they are; those that others run are refused by name. */
  private ObjectNode tool(Tool tool, int index) {
    if (!tool.type().equals("function")) {
      if (!ours && !OWN.matcher(tool.type()).matches()) {
        throw Fault.invalid(
            "tools[" + index + "].type",
            "\"%s\" (expected by this model: function, custom, or a tool of Anthropic's such as web_search_20250305)"
                .formatted(tool.type()));
      }
      return tool.json();
    }
    var json = Json.object().put("name", tool.name());
    if (!tool.description().isEmpty()) {
      json.put("description", tool.description());
    }
    if (ours) {
      return asGiven(tool, json);
    }
    var strict =
        tool.strict() && model.structured()
            ? StrictSchema.of(tool.parameters())
            : Optional.<ObjectNode>empty();
    strict.ifPresent(_ -> json.put("strict", true));
    json.set("input_schema", strict.orElseGet(() -> object(tool.parameters())));
    AnthropicParts.extras(tool.json(), json);
    return json;
  }

  /** A caller who writes for Anthropic knows what its tools take. */
  private static ObjectNode asGiven(Tool tool, ObjectNode json) {
    json.set("input_schema", tool.parameters());
    if (tool.strict()) {
      json.put("strict", true);
    }
    tool.json()
        .forEachEntry(
            (name, value) -> {
              if (!name.equals("type") && !name.equals("function")) {
                json.set(name, value);
              }
            });
    return json;
  }

  /** Anthropic wants every input to be an object. */
  private static ObjectNode object(ObjectNode schema) {
    return schema.has("type") ? schema : schema.deepCopy().put("type", "object");
  }
}
