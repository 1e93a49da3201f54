package dev.tutti.provider.exchange;

import dev.tutti.token.TokenEstimate;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Counter of what a model writes in an answer of any provider: text, reasoning and arguments of
 * calls, in whole answers and in pieces of streams. Not thread-safe.
 */
final class WrittenText {
  private static final Set<String> WORDS =
      Set.of(
          "content",
          "text",
          "delta",
          "reasoning",
          "reasoning_content",
          "thinking",
          "refusal",
          "partial_json",
          "arguments",
          "response");

  /** Where an answer stands in the objects that providers write. */
  private static final Set<String> PLACES =
      Set.of(
          "choices",
          "message",
          "delta",
          "candidates",
          "content",
          "output",
          "response",
          "parts",
          "tool_calls",
          "function",
          "text",
          "content_block",
          "summary");

  private final TokenEstimate estimate = new TokenEstimate();

  /** Hears an answer, or a piece of one. */
  void hear(JsonNode root) {
    var type = root.path("type").asString("");
    // OpenAI's Responses API says everything again when an item or the response ends.
    if (!type.startsWith("response.") || type.endsWith(".delta")) {
      walk(root);
    }
  }

  private void walk(JsonNode node) {
    if (node.isArray()) {
      node.forEach(this::walk);
      return;
    }
    node.properties()
        .forEach(
            member -> {
              if (member.getValue().isString() && WORDS.contains(member.getKey())) {
                estimate.add(member.getValue().asString());
              } else if (member.getValue().isContainer() && PLACES.contains(member.getKey())) {
                walk(member.getValue());
              }
            });
  }

  /** The tokens of it, estimated. */
  long tokens() {
    return estimate.tokens();
  }
}
