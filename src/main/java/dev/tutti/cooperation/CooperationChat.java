package dev.tutti.cooperation;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.cooperation.plan.CooperationQuestion;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat request to a cooperation as a model. What members decide is theirs where the configuration
 * says nothing; what a cooperation cannot do is refused by name.
 *
 * @param params that members get
 */
record CooperationChat(CooperationQuestion question, ObjectNode params) {
  /** Members that say nothing of how models answer. */
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "user",
          "metadata",
          "store",
          "service_tier",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "parallel_tool_calls",
          "cache_control",
          "anthropic_version",
          "anthropic_beta",
          "output_config");

  /** Members that are handed on. */
  private static final Set<String> OPTIONS =
      Set.of(
          "temperature",
          "top_p",
          "top_k",
          "stop",
          "seed",
          "presence_penalty",
          "frequency_penalty",
          "logit_bias",
          "reasoning_effort",
          "verbosity",
          "thinking",
          "max_tokens",
          "max_completion_tokens");

  /** Values that ask for nothing that a cooperation does not do; official clients send some. */
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          "n", Set.of("1"),
          "logprobs", Set.of("false"),
          "top_logprobs", Set.of("0"),
          "tools", Set.of("[]"),
          "functions", Set.of("[]"),
          "tool_choice", Set.of("\"none\"", "\"auto\""),
          "function_call", Set.of("\"none\"", "\"auto\""),
          "modalities", Set.of("[\"text\"]"),
          "response_format", Set.of("{\"type\":\"text\"}"));

  /**
   * Reads a request.
   *
   * @throws Fault {@code invalid_request}, naming the member that cannot be heeded
   */
  static CooperationChat of(ChatRequest request) {
    request.requireChat();
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid(
          "model", "a cooperation (expected: a chat with it, or another model for this endpoint)");
    }
    var body = request.body().tree();
    var params = Json.object();
    body.forEachEntry(
        (name, value) -> {
          check(name, value);
          if (OPTIONS.contains(name) && !value.isNull()) {
            params.set(name, value);
          }
        });
    return new CooperationChat(question(body), params);
  }

  private static void check(String name, JsonNode value) {
    if (value.isNull()
        || KNOWN.contains(name)
        || OPTIONS.contains(name)
        || HARMLESS.getOrDefault(name, Set.of()).contains(Json.text(value))) {
      return;
    }
    var all = new TreeSet<>(KNOWN);
    all.addAll(OPTIONS);
    throw Fault.invalid(name, "nothing that a cooperation heeds" + Nearest.advice(name, all));
  }

  private static CooperationQuestion question(ObjectNode body) {
    var messages = new ArrayList<ObjectNode>();
    for (var each : body.path("messages")) {
      if (each instanceof ObjectNode message) {
        messages.add(message);
      }
    }
    if (messages.isEmpty() || !messages.getLast().path("role").asString("").equals("user")) {
      throw Fault.invalid(
          "messages", "the last one is not the user's (expected: what the user asks)");
    }
    return CooperationQuestion.of(messages);
  }
}
