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

  /**
   * The object.
   *
   * @param details what Anthropic itself says beside the tokens that every provider counts
   */
  static ObjectNode json(Usage usage, ObjectNode details) {
    long cache = usage.cachedInput() + usage.cacheWrite();
    // Some upstreams count beside their prompt, too: then the cache's tokens are more.
    long input = usage.input() < cache ? usage.input() : usage.input() - cache;
    var json =
        Json.object()
            .put("input_tokens", input)
            .put("cache_creation_input_tokens", usage.cacheWrite())
            .put("cache_read_input_tokens", usage.cachedInput())
            .put("output_tokens", usage.output());
    long hour = usage.billing().hourCacheWrite();
    if (hour > 0) {
      json.putObject("cache_creation")
          .put("ephemeral_5m_input_tokens", Math.max(0, usage.cacheWrite() - hour))
          .put("ephemeral_1h_input_tokens", hour);
    }
    if (!usage.billing().serviceTier().isEmpty()) {
      json.put("service_tier", usage.billing().serviceTier());
    }
    if (usage.reasoning() > 0) {
      json.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
    }
    details.forEachEntry(
        (name, value) -> {
          if (!json.has(name)) {
            json.set(name, value);
          }
        });
    if (usage.estimated()) {
      json.put("tutti_estimated", true);
    }
    return json;
  }
}
