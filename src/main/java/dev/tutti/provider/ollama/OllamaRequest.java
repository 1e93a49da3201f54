package dev.tutti.provider.ollama;

import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Prompt;
import dev.tutti.chat.Tool;
import dev.tutti.chat.ToolChoice;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Writer of a request as Ollama asks for it. */
final class OllamaRequest {
  /** Members that callers set at the top of a request but Ollama reads among its options. */
  private static final Set<String> OPTIONS =
      Set.of("top_k", "min_p", "typical_p", "repeat_penalty", "repeat_last_n", "num_ctx");

  private final ChatRequest request;
  private final Prompt prompt;

  OllamaRequest(ChatRequest request) {
    this.request = request;
    this.prompt = request.prompt();
  }

  /**
   * The request to a model.
   *
   * @throws Fault {@code invalid_request} when Ollama has no way to say it
   */
  ObjectNode json(String model) {
    var json = Json.object().put("model", model);
    switch (request.operation()) {
      case CHAT -> {
        json.set("messages", OllamaMessages.of(prompt.messages()));
        tools(json);
        answer(json);
      }
      case TEXT_COMPLETION -> {
        json.put("prompt", prompt.prompt());
        prompt.text("suffix").ifPresent(suffix -> json.put("suffix", suffix));
        answer(json);
      }
      case EMBEDDINGS -> {
        prompt.inputs().forEach(json.putArray("input")::add);
        prompt.dimensions().ifPresent(size -> json.put("dimensions", size));
      }
      case PASSTHROUGH -> throw request.operation().unread();
    }
    join(json, prompt.unknown());
    return json;
  }

  private void tools(ObjectNode json) {
    var choice = prompt.toolChoice();
    for (var tool : prompt.tools()) {
      if (tool.name().isEmpty()) {
        throw Fault.invalid(
            "tools", "\"%s\" (expected by this model: function or custom)".formatted(tool.type()));
      }
      if (offers(choice, tool)) {
        json.withArray("tools").add(function(tool));
      }
    }
  }

  private static ObjectNode function(Tool tool) {
    var json = Json.object().put("type", "function");
    json.putObject("function")
        .put("name", tool.name())
        .put("description", tool.description())
        .set("parameters", tool.parameters());
    return json;
  }

  private static boolean offers(ToolChoice choice, Tool tool) {
    return switch (choice) {
      case ToolChoice.None _ -> false;
      case ToolChoice.Named(String name) -> name.equals(tool.name());
      case ToolChoice.Unset _, ToolChoice.Auto _, ToolChoice.Required _ -> true;
    };
  }

  private void answer(ObjectNode json) {
    if (prompt.n() > 1) {
      throw Fault.invalid("n", prompt.n() + " (expected by this model: 1)");
    }
    json.put("stream", request.stream());
    format(json);
    prompt.text("reasoning_effort").ifPresent(effort -> think(effort, json));
    prompt.logprobs().ifPresent(top -> json.put("logprobs", true).put("top_logprobs", top));
    var options = Json.object();
    sampling(options);
    if (!options.isEmpty()) {
      json.set("options", options);
    }
  }

  private void format(ObjectNode json) {
    switch (prompt.answerFormat()) {
      case AnswerFormat.Text _ -> {}
      case AnswerFormat.JsonObject _ -> json.put("format", "json");
      case AnswerFormat.JsonSchema(String _, ObjectNode schema, boolean _) ->
          json.set("format", schema);
    }
  }

  private static void think(String effort, ObjectNode json) {
    switch (effort) {
      case "none" -> json.put("think", false);
      case "minimal", "low" -> json.put("think", "low");
      case "medium" -> json.put("think", "medium");
      case "high", "xhigh" -> json.put("think", "high");
      case "max" -> json.put("think", "max");
      default ->
          throw Fault.invalid(
              "reasoning_effort",
              "\"%s\" (expected: none, minimal, low, medium, high, xhigh or max)"
                  .formatted(effort));
    }
  }

  private void sampling(ObjectNode options) {
    prompt.maxTokens().ifPresent(most -> options.put("num_predict", most));
    prompt.temperature().ifPresent(value -> options.put("temperature", value));
    prompt.topP().ifPresent(value -> options.put("top_p", value));
    prompt.seed().ifPresent(seed -> options.put("seed", seed));
    for (var name : List.of("presence_penalty", "frequency_penalty")) {
      prompt.number(name).ifPresent(value -> options.put(name, value));
    }
    if (!prompt.stop().isEmpty()) {
      prompt.stop().forEach(options.putArray("stop")::add);
    }
  }

  private static void join(ObjectNode json, ObjectNode unknown) {
    unknown.forEachEntry(
        (name, value) -> {
          if (OPTIONS.contains(name)) {
            json.withObject("options").set(name, value);
          } else if (!name.equals("options")) {
            json.set(name, value);
          }
        });
    if (unknown.path("options") instanceof ObjectNode options) {
      json.withObject("options").setAll(options);
    }
  }
}
