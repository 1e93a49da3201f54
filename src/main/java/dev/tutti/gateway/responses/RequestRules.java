package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules for a request: members that it may not have, and values of its options. */
final class RequestRules {
  /** Members of chat completions that callers give by mistake, and their place here. */
  private static final Map<String, String> MOVED =
      Map.of(
          "messages", "input",
          "functions", "tools",
          "function_call", "tool_choice",
          "response_format", "text.format",
          "reasoning_effort", "reasoning.effort",
          "verbosity", "text.verbosity",
          "max_tokens", "max_output_tokens",
          "max_completion_tokens", "max_output_tokens",
          "logprobs", "top_logprobs",
          "n", "one response each");

  private static final Set<String> TRUNCATIONS = Set.of("auto", "disabled");

  private RequestRules() {}

  /**
   * Goes on only for a request that can be answered.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  static void check(ObjectNode root) {
    root.forEachEntry(
        (name, value) -> {
          if (!value.isNull()) {
            member(name, value);
          }
        });
  }

  private static void member(String name, JsonNode value) {
    var place = MOVED.get(name);
    if (place != null) {
      throw Fault.invalid(name, "is not of the Responses API (expected: " + place + ")");
    }
    switch (name) {
      case "instructions" -> require(name, value, value.isString(), "a string");
      case "stream", "store", "parallel_tool_calls" ->
          require(name, value, value.isBoolean(), "true or false");
      case "background" ->
          require(
              name, value, value.isBoolean() && !value.asBoolean(), "false: answers come at once");
      case "temperature" -> require(name, value, number(value, 0, 2), "a number from 0 to 2");
      case "top_p" -> require(name, value, number(value, 0, 1), "a number from 0 to 1");
      case "top_logprobs" -> require(name, value, integer(value, 0, 20), "0 to 20");
      case "max_output_tokens", "max_tool_calls" ->
          require(
              name, value, integer(value, 1, Integer.MAX_VALUE), "a whole number of at least 1");
      case "tools", "include" -> require(name, value, value.isArray(), "a list");
      case "metadata" -> Metadata.check(value);
      case "reasoning", "text" -> require(name, value, value.isObject(), "an object");
      case "truncation" ->
          require(name, value, TRUNCATIONS.contains(value.asString("")), "auto or disabled");
      case Request.FOLLOW_UP ->
          require(name, value, Request.wish(value).isPresent(), "auto, yes or no");
      default -> {}
    }
  }

  private static void require(String name, JsonNode value, boolean right, String expected) {
    if (!right) {
      throw Fault.invalid(name, "%s (expected: %s)".formatted(ShortValue.of(value), expected));
    }
  }

  private static boolean number(JsonNode value, double least, double most) {
    return value.isNumber() && value.asDouble() >= least && value.asDouble() <= most;
  }

  private static boolean integer(JsonNode value, long least, long most) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.asLong() >= least
        && value.asLong() <= most;
  }
}
