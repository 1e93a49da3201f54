package dev.tutti.chat;

import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's {@code usage} object, both ways. */
public final class OpenAiUsage {
  private static final String HOUR_WRITES = "cache_write_1h_tokens";

  /** Dollars; more is not meant. */
  private static final double HIGHEST_COST = 1e6;

  private OpenAiUsage() {}

  /**
   * Reads it; what it does not say is 0, and {@link Usage#NONE} when a number of it cannot be
   * meant. DeepSeek and Moonshot name their cache in their own way.
   */
  public static Usage of(JsonNode usage) {
    var input = usage.path("prompt_tokens_details");
    var output = usage.path("completion_tokens_details");
    var read =
        new long[] {
          tokens(usage.path("prompt_tokens")),
          tokens(usage.path("completion_tokens")),
          Math.max(
              tokens(input.path("cached_tokens")),
              Math.max(
                  tokens(usage.path("prompt_cache_hit_tokens")),
                  tokens(usage.path("cached_tokens")))),
          Math.max(
              tokens(input.path("cache_write_tokens")),
              tokens(usage.path("cache_creation_input_tokens"))),
          tokens(
              output.has("reasoning_tokens")
                  ? output.path("reasoning_tokens")
                  : usage.path("reasoning_tokens")),
          tokens(input.path("audio_tokens")),
          tokens(output.path("audio_tokens"))
        };
    if (!Usage.plausible(read)) {
      return Usage.NONE;
    }
    return new Usage(
        read[0],
        read[1],
        read[2],
        read[3],
        read[4],
        read[5],
        read[6],
        usage.path("tutti_estimated").asBoolean(false),
        billing(usage));
  }

  /** A count; one that is not a number, or not a long, is beyond everything that can be meant. */
  private static long tokens(JsonNode count) {
    return count.isNumber() ? count.asLong(Long.MAX_VALUE) : 0;
  }

  private static BillingDetails billing(JsonNode usage) {
    long hour = usage.path("prompt_tokens_details").path(HOUR_WRITES).asLong(0);
    var cost = cost(usage.path("cost"));
    var details = hour == 0 ? BillingDetails.NONE : BillingDetails.NONE.hourCacheWrite(hour);
    return cost.isPresent() ? details.costing(cost.getAsLong()) : details;
  }

  /** OpenRouter's dollars, or Perplexity's object of them. */
  private static OptionalLong cost(JsonNode cost) {
    var dollars = cost.path("total_cost").asDouble(cost.asDouble(-1));
    return dollars >= 0 && dollars <= HIGHEST_COST
        ? OptionalLong.of(Math.round(dollars * 1e9))
        : OptionalLong.empty();
  }

  /** Writes it; kinds of tokens that were not used are left out. */
  public static ObjectNode json(Usage usage) {
    var json =
        Json.object()
            .put("prompt_tokens", usage.input())
            .put("completion_tokens", usage.output())
            .put("total_tokens", usage.total());
    detail(json, "prompt_tokens_details", "cached_tokens", usage.cachedInput());
    detail(json, "prompt_tokens_details", "cache_write_tokens", usage.cacheWrite());
    detail(json, "prompt_tokens_details", HOUR_WRITES, usage.billing().hourCacheWrite());
    detail(json, "prompt_tokens_details", "audio_tokens", usage.audioInput());
    detail(json, "completion_tokens_details", "reasoning_tokens", usage.reasoning());
    detail(json, "completion_tokens_details", "audio_tokens", usage.audioOutput());
    if (usage.estimated()) {
      json.put("tutti_estimated", true);
    }
    return json;
  }

  private static void detail(ObjectNode json, String group, String name, long tokens) {
    if (tokens > 0) {
      json.withObject(group).put(name, tokens);
    }
  }
}
