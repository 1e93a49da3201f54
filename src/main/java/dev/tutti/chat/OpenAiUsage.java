package dev.tutti.chat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's {@code usage} object, both ways. */
public final class OpenAiUsage {
  private OpenAiUsage() {}

  /**
   * Reads it; what it does not say is 0. DeepSeek and Moonshot name their cache in their own way.
   */
  public static Usage of(JsonNode usage) {
    var input = usage.path("prompt_tokens_details");
    var output = usage.path("completion_tokens_details");
    long cached =
        Math.max(
            input.path("cached_tokens").asLong(0),
            Math.max(
                usage.path("prompt_cache_hit_tokens").asLong(0),
                usage.path("cached_tokens").asLong(0)));
    return new Usage(
        usage.path("prompt_tokens").asLong(0),
        usage.path("completion_tokens").asLong(0),
        cached,
        Math.max(
            input.path("cache_write_tokens").asLong(0),
            usage.path("cache_creation_input_tokens").asLong(0)),
        output.path("reasoning_tokens").asLong(usage.path("reasoning_tokens").asLong(0)),
        input.path("audio_tokens").asLong(0),
        output.path("audio_tokens").asLong(0),
        usage.path("tutti_estimated").asBoolean(false));
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
