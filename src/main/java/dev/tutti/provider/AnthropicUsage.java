package dev.tutti.provider;

import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic's usage, which comes in reports: a later one replaces what it repeats. Not thread-safe.
 *
 * <p>Anthropic counts the tokens that it read from and wrote to its cache beside {@code
 * input_tokens}; here they are part of the input, so that Anthropic's own number is {@code input -
 * cachedInput - cacheWrite}.
 */
final class AnthropicUsage {
  private long input;
  private long output;
  private long cacheRead;
  private long cacheWrite;
  private long thinking;

  void report(JsonNode usage) {
    input = tokens(usage.path("input_tokens"), input);
    output = tokens(usage.path("output_tokens"), output);
    cacheRead = tokens(usage.path("cache_read_input_tokens"), cacheRead);
    cacheWrite = tokens(usage.path("cache_creation_input_tokens"), cacheWrite);
    thinking = tokens(usage.path("output_tokens_details").path("thinking_tokens"), thinking);
  }

  private static long tokens(JsonNode reported, long before) {
    return reported.isNumber() ? reported.asLong(before) : before;
  }

  Usage usage() {
    return usage(output, false);
  }

  /** What an answer that broke off used: Anthropic reports its output at the end alone. */
  Usage broken(long heard) {
    return usage(Math.max(output, heard), true);
  }

  private Usage usage(long said, boolean estimated) {
    long all = input + cacheRead + cacheWrite;
    return new Usage(all, said, cacheRead, cacheWrite, thinking, 0, 0, estimated);
  }
}
