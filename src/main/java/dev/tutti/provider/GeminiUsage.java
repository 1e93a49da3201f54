package dev.tutti.provider;

import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;

/** Reads Gemini's {@code usageMetadata}. */
final class GeminiUsage {
  private GeminiUsage() {}

  /** The usage; what tools of Google's own fed to the model is input, its thoughts are output. */
  static Usage of(JsonNode metadata) {
    long thoughts = metadata.path("thoughtsTokenCount").asLong(0);
    return new Usage(
        metadata.path("promptTokenCount").asLong(0)
            + metadata.path("toolUsePromptTokenCount").asLong(0),
        metadata.path("candidatesTokenCount").asLong(0) + thoughts,
        metadata.path("cachedContentTokenCount").asLong(0),
        0,
        thoughts,
        audio(metadata.path("promptTokensDetails")),
        audio(metadata.path("candidatesTokensDetails")),
        false);
  }

  private static long audio(JsonNode details) {
    long tokens = 0;
    for (var detail : details) {
      if (detail.path("modality").asString("").equals("AUDIO")) {
        tokens += detail.path("tokenCount").asLong(0);
      }
    }
    return tokens;
  }
}
