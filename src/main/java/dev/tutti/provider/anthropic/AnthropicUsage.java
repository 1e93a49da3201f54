package dev.tutti.provider.anthropic;

import dev.tutti.chat.BillingDetails;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.provider.translate.GatheredSize;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic's usage, which comes in reports: a later one replaces what it repeats. A number that
 * cannot be meant makes all of it unknown. Not thread-safe.
 *
 * <p>Anthropic counts the tokens that it read from and wrote to its cache beside {@code
 * input_tokens}; here they are part of the input, so that Anthropic's own number is {@code input -
 * cachedInput - cacheWrite}.
 */
public final class AnthropicUsage {
  private static final Set<String> COUNTED =
      Set.of(
          "input_tokens",
          "output_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens",
          "output_tokens_details");

  private long input;
  private long output;
  private long cacheRead;
  private long cacheWrite;
  private long hourWrite;
  private long thinking;
  private String tier = "";
  private boolean implausible;
  private final ObjectNode details = Json.object();
  private final GatheredSize size;

  /** A usage whose details are counted with what else is gathered of the answer. */
  public AnthropicUsage(GatheredSize size) {
    this.size = size;
  }

  public void report(JsonNode usage) {
    input = tokens(usage.path("input_tokens"), input);
    output = tokens(usage.path("output_tokens"), output);
    cacheRead = tokens(usage.path("cache_read_input_tokens"), cacheRead);
    cacheWrite = tokens(usage.path("cache_creation_input_tokens"), cacheWrite);
    var writes = usage.path("cache_creation");
    hourWrite = tokens(writes.path("ephemeral_1h_input_tokens"), hourWrite);
    thinking = tokens(usage.path("output_tokens_details").path("thinking_tokens"), thinking);
    tier = usage.path("service_tier").asString(tier);
    usage.forEachEntry(
        (name, value) -> {
          if (!COUNTED.contains(name) && !value.isNull()) {
            size.set(details, name, value);
          }
        });
  }

  private long tokens(JsonNode reported, long before) {
    long tokens = reported.isNumber() ? reported.asLong(Long.MAX_VALUE) : before;
    implausible |= !Usage.plausible(tokens);
    return tokens;
  }

  /** Details of the reports beside the tokens that are counted here; not to be changed. */
  ObjectNode details() {
    return details.deepCopy();
  }

  /** Usage that was reported; {@link Usage#NONE} when nothing was, or nothing that can be meant. */
  public Usage usage() {
    return usage(output, false);
  }

  /** Usage of an answer that broke off: Anthropic reports its output at the end alone. */
  Usage broken(long heard) {
    return usage(Math.max(output, heard), true);
  }

  private Usage usage(long said, boolean estimated) {
    if (implausible) {
      return Usage.NONE;
    }
    var billing = BillingDetails.NONE.hourCacheWrite(Math.min(hourWrite, cacheWrite)).tier(tier);
    return new Usage(
        input + cacheRead + cacheWrite,
        said,
        cacheRead,
        cacheWrite,
        thinking,
        0,
        0,
        estimated,
        billing);
  }
}
