package dev.tutti.gateway.messages;

import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic's {@code usage}: tokens that were read from a cache or written to it are counted beside
 * {@code input_tokens}, not within.
 */
final class MessagesUsage {
  private MessagesUsage() {}

  static ObjectNode json(Usage usage) {
    long input = usage.input() - usage.cachedInput() - usage.cacheWrite();
    var json =
        Json.object()
            .put("input_tokens", Math.max(0, input))
            .put("cache_creation_input_tokens", usage.cacheWrite())
            .put("cache_read_input_tokens", usage.cachedInput())
            .put("output_tokens", usage.output());
    if (usage.reasoning() > 0) {
      json.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
    }
    if (usage.estimated()) {
      json.put("tutti_estimated", true);
    }
    return json;
  }
}
