package dev.tutti.provider;

import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;

/** The {@code usage} of a response. */
final class ResponsesUsage {
  private ResponsesUsage() {}

  /** Reads it; what it does not say is 0. */
  static Usage of(JsonNode usage) {
    var input = usage.path("input_tokens_details");
    var output = usage.path("output_tokens_details");
    return new Usage(
        usage.path("input_tokens").asLong(0),
        usage.path("output_tokens").asLong(0),
        input.path("cached_tokens").asLong(0),
        input.path("cache_write_tokens").asLong(0),
        output.path("reasoning_tokens").asLong(0),
        input.path("audio_tokens").asLong(0),
        output.path("audio_tokens").asLong(0),
        false);
  }
}
