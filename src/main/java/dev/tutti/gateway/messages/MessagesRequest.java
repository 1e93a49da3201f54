package dev.tutti.gateway.messages;

import dev.tutti.chat.AnthropicWords;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of Anthropic's Messages API, version 2023-06-01, as one in OpenAI's dialect. Members
 * that are not named here go along as they are.
 */
final class MessagesRequest {
  private static final String VERSION = "2023-06-01";
  private static final Set<String> THINKING = Set.of("enabled", "disabled", "adaptive");
  private static final Set<String> TIERS = Set.of("auto", "standard_only");

  /** Budgets of tokens for OpenAI's words. */
  private static final int LOW = 4_096;

  private static final int MEDIUM = 16_384;

  private static final Set<String> TRANSLATED =
      Set.of(
          "max_tokens",
          "messages",
          "metadata",
          "model",
          "output_config",
          "output_format",
          "service_tier",
          "stop_sequences",
          "stream",
          "system",
          "temperature",
          "thinking",
          "tool_choice",
          "tools",
          "top_k",
          "top_p");

  private final InputValue request;
  private final SourceMap sourceMap;
  private final ObjectNode body = Json.object();

  private MessagesRequest(InputValue request, SourceMap sourceMap) {
    this.request = request;
    this.sourceMap = sourceMap;
  }

  /**
   * Translates a request.
   *
   * @param counted whether its tokens shall be counted, rather than answered
   * @param betas what the header {@code anthropic-beta} says, empty for nothing
   * @param sourceMap is told what becomes of what
   * @throws dev.tutti.chat.Fault {@code invalid_request}, naming the member at fault
   */
  static ChatRequest of(ObjectNode json, boolean counted, String betas, SourceMap sourceMap) {
    var request = new MessagesRequest(new InputValue("", json), sourceMap);
    request.essentials(counted);
    MessagesTools.write(request.request, request.body);
    request.sampling();
    request.thinking();
    request.output();
    request.rest(betas);
    return ChatRequest.parse(Operation.CHAT, Json.bytes(request.body));
  }

  private void essentials(boolean counted) {
    body.put("model", request.member("model").name());
    body.put(AnthropicWords.VERSION, VERSION);
    if (!counted) {
      body.put("max_tokens", request.member("max_tokens").integer(1));
    }
    var turns = new MessagesTurns(sourceMap);
    request.optional("system").ifPresent(turns::system);
    var messages = request.member("messages");
    if (messages.list().isEmpty()) {
      throw messages.wrong("at least one message");
    }
    messages.list().forEach(turns::add);
    body.set("messages", turns.json());
    if (request.optional("stream").map(InputValue::bool).orElse(false)) {
      body.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
  }

  private void sampling() {
    request.optional("temperature").ifPresent(value -> body.set("temperature", value.share()));
    request.optional("top_p").ifPresent(value -> body.set("top_p", value.share()));
    request.optional("top_k").ifPresent(value -> body.put("top_k", value.integer(0)));
    request
        .optional("stop_sequences")
        .map(InputValue::list)
        .filter(words -> !words.isEmpty())
        .ifPresent(words -> words.forEach(word -> body.withArray("stop").add(word.text())));
  }

  /** Anthropic reads what the caller wrote; everybody else how much it is. */
  private void thinking() {
    var thinking = request.optional("thinking");
    if (thinking.isEmpty()) {
      return;
    }
    body.set("thinking", thinking.get().object());
    var type = thinking.get().member("type").oneOf(THINKING);
    switch (type) {
      case "enabled" ->
          body.put("reasoning_effort", effort(thinking.get().member("budget_tokens").integer(1)));
      case "disabled" -> body.put("reasoning_effort", "none");
      default -> {} // adaptive: as much as the model likes
    }
  }

  private static String effort(int budget) {
    return budget <= LOW ? "low" : budget <= MEDIUM ? "medium" : "high";
  }

  private void output() {
    request.optional("output_format").ifPresent(this::format);
    var output = request.optional("output_config");
    if (output.isEmpty()) {
      return;
    }
    var left = output.get().object().deepCopy();
    output.get().optional("format").ifPresent(this::format);
    left.remove("format");
    if (!left.isEmpty()) {
      body.set(AnthropicWords.OUTPUT, left);
    }
    output.get().optional("effort").ifPresent(this::effort);
  }

  private void effort(InputValue effort) {
    boolean thinks = !body.path("thinking").path("type").asString("").equals("disabled");
    if (thinks) {
      var word = effort.name();
      body.put("reasoning_effort", word.equals("max") ? "xhigh" : word);
    }
  }

  private void format(InputValue format) {
    format.object();
    format.member("type").oneOf(Set.of("json_schema"));
    var wanted = body.putObject("response_format").put("type", "json_schema");
    wanted
        .putObject("json_schema")
        .put("name", "answer")
        .put("strict", true)
        .set("schema", format.member("schema").object());
  }

  private void rest(String betas) {
    if (!betas.isEmpty()) {
      body.put(AnthropicWords.BETA, betas);
    }
    request.optional("metadata").ifPresent(this::metadata);
    request
        .optional("service_tier")
        .map(tier -> tier.oneOf(TIERS))
        .ifPresent(tier -> body.put("service_tier", tier.equals("auto") ? "auto" : "default"));
    request
        .object()
        .forEachEntry(
            (name, value) -> {
              if (!TRANSLATED.contains(name) && !body.has(name)) {
                body.set(name, value);
              }
            });
  }

  private void metadata(InputValue metadata) {
    metadata.object();
    metadata
        .optional("user_id")
        .filter(user -> !user.text().isEmpty())
        .ifPresent(user -> body.put("user", user.text()));
  }
}
