package dev.tutti.provider.responses;

import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Prompt;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.provider.spi.ReasoningStyles;
import dev.tutti.provider.translate.PortableRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request of OpenAI's Responses API: as its caller wrote it, or a chat in its words. Not
 * thread-safe.
 *
 * <p>Where the two differ: penalties, {@code seed}, {@code logit_bias} and {@code prediction} are
 * wishes that it does not know and are left out; several choices, sound and stop words are refused.
 */
final class ResponsesRequest {
  private static final String INCLUDE = "include";
  private static final String ENCRYPTED = "reasoning.encrypted_content";
  private static final String LOGPROBS = "message.output_text.logprobs";

  /** Fewer are refused. */
  private static final int LEAST_TOKENS = 16;

  /** Members that both APIs call alike. */
  private static final List<String> SAME =
      List.of(
          "user",
          "metadata",
          "service_tier",
          "safety_identifier",
          "prompt_cache_key",
          "parallel_tool_calls");

  private final ChatRequest request;
  private final String model;
  private final boolean sealed;

  /**
   * @param sealed whether reasoning shall come encrypted
   */
  ResponsesRequest(ChatRequest request, String model, boolean sealed) {
    this.request = request;
    this.model = model;
    this.sealed = sealed;
  }

  /**
   * The body.
   *
   * @throws Fault {@code invalid_request} when the API has no way to say what is asked
   */
  ObjectNode body() {
    var body =
        request
            .responses()
            .map(ResponsesForm::body)
            .map(form -> form.tree())
            .orElseGet(this::translated);
    body.put("model", model);
    if (request.stream() || request.responses().isPresent()) {
      body.put("stream", request.stream());
    }
    if (!body.has("store")) {
      body.put("store", false);
    }
    if (sealed) {
      include(body, ENCRYPTED);
    }
    return body;
  }

  private static void include(ObjectNode body, String what) {
    if (body.hasNonNull(INCLUDE) && !body.path(INCLUDE).isArray()) {
      throw Fault.invalid(INCLUDE, "not a list (expected by this model: a list of names)");
    }
    var all = body.path(INCLUDE) instanceof ArrayNode given ? given : body.putArray(INCLUDE);
    if (all.valueStream().noneMatch(each -> each.asString("").equals(what))) {
      all.add(what);
    }
  }

  /** An object within the body, which the caller may have begun. */
  private static ObjectNode within(ObjectNode body, String name) {
    if (body.path(name) instanceof ObjectNode given) {
      return given;
    }
    if (body.hasNonNull(name)) {
      throw Fault.invalid(name, "not an object (expected by this model: an object)");
    }
    return body.putObject(name);
  }

  private ObjectNode translated() {
    var plain = PortableRequest.signed(request);
    var prompt = plain.prompt();
    refuse(prompt);
    var body = Json.object();
    new ResponsesItems(plain).write(body);
    ResponsesTools.write(plain, body);
    unknown(prompt, body);
    for (var name : SAME) {
      copy(plain.body().get(name), name, body);
    }
    options(plain, prompt, body);
    return body;
  }

  private static void refuse(Prompt prompt) {
    if (prompt.n() > 1) {
      throw Fault.invalid("n", prompt.n() + " (expected by this model: 1)");
    }
    if (!prompt.stop().isEmpty()) {
      throw Fault.invalid("stop", "stop words (expected by this model: none)");
    }
  }

  private static void copy(JsonNode value, String name, ObjectNode body) {
    if (!value.isMissingNode() && !value.isNull()) {
      body.set(name, value);
    }
  }

  /** Members that the caller wrote for this API alone, such as {@code truncation}. */
  private static void unknown(Prompt prompt, ObjectNode body) {
    prompt
        .unknown()
        .forEachEntry(
            (name, value) -> {
              if (!body.has(name) && !name.equals("prediction")) {
                copy(value, name, body);
              }
            });
  }

  private void options(ChatRequest chat, Prompt prompt, ObjectNode body) {
    prompt
        .maxTokens()
        .ifPresent(most -> body.put("max_output_tokens", Math.max(most, LEAST_TOKENS)));
    prompt.temperature().ifPresent(value -> body.put("temperature", value));
    prompt.topP().ifPresent(value -> body.put("top_p", value));
    prompt
        .text("reasoning_effort")
        .flatMap(this::effort)
        .ifPresent(effort -> within(body, "reasoning").put("effort", effort));
    prompt.text("verbosity").ifPresent(word -> within(body, "text").put("verbosity", word));
    format(prompt.answerFormat(), chat)
        .ifPresent(format -> within(body, "text").set("format", format));
    if (chat.body().get("store").asBoolean(false)) {
      body.put("store", true);
    }
    prompt
        .logprobs()
        .ifPresent(
            top -> {
              body.put("top_logprobs", top);
              include(body, LOGPROBS);
            });
  }

  /** A caller in OpenAI's words knows what the model takes. */
  private Optional<String> effort(String asked) {
    return request.isAnthropic() ? ReasoningStyles.OPENAI.effort(model, asked) : Optional.of(asked);
  }

  /** A chat puts a schema and its name into an object of their own. */
  private static Optional<ObjectNode> format(AnswerFormat format, ChatRequest chat) {
    return switch (format) {
      case AnswerFormat.Text() -> Optional.empty();
      case AnswerFormat.JsonObject() -> Optional.of(Json.object().put("type", "json_object"));
      case AnswerFormat.JsonSchema schema -> {
        var flat = Json.object().put("type", "json_schema").put("name", schema.name());
        chat.body().get("response_format").path("json_schema").forEachEntry(flat::set);
        yield Optional.of(flat);
      }
    };
  }
}
