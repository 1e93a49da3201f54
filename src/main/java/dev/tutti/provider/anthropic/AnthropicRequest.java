package dev.tutti.provider.anthropic;

import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Prompt;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request, translated to Anthropic's dialect. Not thread-safe.
 *
 * <p>Where the dialects differ:
 *
 * <ul>
 *   <li>{@code max_tokens} is required: the model's maximum, at most 64,000, beyond which Anthropic
 *       demands a stream.
 *   <li>A temperature above 1 is 1. While the model thinks, and for models that refuse it, sampling
 *       is left out; of temperature and {@code top_p} only the former is sent to a Claude.
 *   <li>Penalties, {@code seed} and {@code logit_bias} are wishes that Anthropic does not know and
 *       are left out. Several choices and {@code logprobs} are refused.
 * </ul>
 */
final class AnthropicRequest {
  private static final int MOST_UNSTREAMED = 64_000;
  private static final String JSON_ONLY =
      "Answer with one JSON object and nothing else: no words around it and no code fence.";

  private final ChatRequest request;
  private final Prompt prompt;
  private final String name;
  private final ClaudeModel model;
  private final List<ChatMessage> messages;
  private final ObjectNode body = Json.object();

  AnthropicRequest(ChatRequest request, String model) {
    this.request = request;
    this.prompt = request.prompt();
    this.name = model;
    this.model = ClaudeModel.of(model);
    this.messages = prompt.messages();
  }

  /**
   * The body.
   *
   * @throws Fault {@code invalid_request} when Anthropic has no way to say what is asked
   */
  ObjectNode body() {
    refuse();
    int limit = prompt.maxTokens().orElse(Math.min(model.mostTokens(), MOST_UNSTREAMED));
    body.put("model", name).put("max_tokens", limit);
    if (request.stream()) {
      body.put("stream", true);
    }
    var tools = new AnthropicTools(request, prompt, model);
    conversation();
    tools.write(body);
    unknown();
    tools
        .format()
        .ifPresent(format -> body.withObject(AnthropicWords.OUTPUT).set("format", format));
    if (request.isAnthropic()) {
      body.remove(AnthropicWords.VERSION);
      asGiven();
    } else {
      new AnthropicThinking(prompt, messages, model).write(body, limit, tools.forced());
      sampling();
    }
    rest();
    return body;
  }

  private void refuse() {
    if (request.operation() == Operation.EMBEDDINGS) {
      throw Fault.invalid(
          "model", "\"%s\" cannot embed (expected: an embedding model)".formatted(name));
    }
    if (prompt.n() > 1) {
      throw Fault.invalid("n", prompt.n() + " (expected: 1, as Anthropic gives one answer)");
    }
    if (prompt.logprobs().isPresent()) {
      throw Fault.invalid("logprobs", "true (expected: false, as Anthropic does not give them)");
    }
  }

  private void conversation() {
    var turns = new AnthropicTurns(request.isAnthropic(), model.systemTurns());
    for (int i = 0; i < messages.size(); i++) {
      turns.add(messages.get(i), "messages[" + i + "]");
    }
    if (prompt.answerFormat() instanceof AnswerFormat.JsonObject) {
      turns.instruct(JSON_ONLY);
    }
    turns.write(body);
  }

  /** Members that the caller wrote for Anthropic alone; never against what was translated. */
  private void unknown() {
    prompt
        .unknown()
        .forEachEntry(
            (member, value) -> {
              if (member.equals(AnthropicWords.OUTPUT) && !value.isObject()) {
                throw Fault.invalid(
                    AnthropicWords.OUTPUT, Json.text(value) + " (expected: an object)");
              }
              if (!body.has(member)) {
                body.set(member, value);
              }
            });
  }

  /** A caller who writes for Anthropic knows what its models take. */
  private void asGiven() {
    prompt.temperature().ifPresent(value -> body.put("temperature", value));
    prompt.topP().ifPresent(value -> body.put("top_p", value));
  }

  private void sampling() {
    var thinking = body.path("thinking").path("type").asString("disabled");
    if (!thinking.equals("disabled") || !model.sampling()) {
      body.remove("top_k");
      return;
    }
    prompt.temperature().ifPresent(value -> body.put("temperature", Math.min(value, 1)));
    boolean both = prompt.temperature().isPresent() && name.contains("claude");
    if (!both) {
      prompt.topP().ifPresent(value -> body.put("top_p", value));
    }
  }

  private void rest() {
    if (!prompt.stop().isEmpty()) {
      prompt.stop().forEach(body.putArray("stop_sequences")::add);
    }
    prompt
        .text("service_tier")
        .flatMap(AnthropicRequest::tier)
        .ifPresent(tier -> body.put("service_tier", tier));
    var named = request.body().get("metadata").path("user_id").asString("");
    var user = request.user().orElse(named);
    if (!user.isEmpty()) {
      body.putObject("metadata").put("user_id", user);
    }
  }

  /** OpenAI's word for a tier in Anthropic's, where it has one. */
  private static Optional<String> tier(String word) {
    return switch (word) {
      case "auto" -> Optional.of("auto");
      case "default" -> Optional.of("standard_only");
      default -> Optional.empty();
    };
  }
}
