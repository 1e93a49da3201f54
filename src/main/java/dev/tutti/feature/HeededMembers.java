package dev.tutti.feature;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import dev.tutti.text.Nearest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members of a chat request that a model made of models can heed. What it cannot is refused by
 * name, so that nothing is dropped without a word. Immutable.
 *
 * @param heeder who heeds them, such as {@code a skill}
 * @param known members that are its own, or say nothing of the answer
 * @param options members that are handed on to the models behind it
 * @param harmless values, as JSON, that ask for nothing which it does not do; official clients send
 *     some of them
 */
public record HeededMembers(
    String heeder, Set<String> known, Set<String> options, Map<String, Set<String>> harmless) {
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

  /** Those that any model made of models heeds, whose answer is one text. */
  public static HeededMembers of(String heeder) {
    return new HeededMembers(heeder, KNOWN, OPTIONS, HARMLESS);
  }

  /** The same with members of its own. */
  public HeededMembers knowing(String... more) {
    return new HeededMembers(heeder, with(known, more), options, harmless);
  }

  /** The same with more that is handed on, whatever its value. */
  public HeededMembers handingOn(String... more) {
    var left = new HashMap<>(harmless);
    left.keySet().removeAll(Set.of(more));
    return new HeededMembers(heeder, known, with(options, more), Map.copyOf(left));
  }

  private static Set<String> with(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether all members of a request can be heeded. */
  public boolean heedsAll(JsonBody body) {
    return body.firstName(name -> !heeds(name, body)).isEmpty();
  }

  private boolean heeds(String name, JsonBody body) {
    return known.contains(name) || options.contains(name) || isHarmless(name, body.get(name));
  }

  private boolean isHarmless(String name, JsonNode value) {
    return value.isNull() || harmless.getOrDefault(name, Set.of()).contains(Json.text(value));
  }

  /**
   * Goes on only with members that can be heeded.
   *
   * @throws Fault {@code invalid_request}, naming the first that cannot
   */
  public void require(ObjectNode body) {
    body.forEachEntry(
        (name, value) -> {
          if (!known.contains(name) && !options.contains(name) && !isHarmless(name, value)) {
            throw Fault.invalid(name, refusal(name));
          }
        });
  }

  private String refusal(String name) {
    if (harmless.containsKey(name)) {
      return "%s has its own (expected: nothing, or %s)"
          .formatted(heeder, String.join(" or ", new TreeSet<>(harmless.get(name))));
    }
    var all = Stream.concat(known.stream(), options.stream()).sorted().toList();
    return "nothing that %s heeds (expected: no such member)".formatted(heeder)
        + Nearest.advice(name, all);
  }

  /** Members of a request that are handed on, those without a value left out. */
  public ObjectNode handedOn(ObjectNode body) {
    var handed = Json.object();
    body.forEachEntry(
        (name, value) -> {
          if (options.contains(name) && !value.isNull()) {
            handed.set(name, value);
          }
        });
    return handed;
  }
}
