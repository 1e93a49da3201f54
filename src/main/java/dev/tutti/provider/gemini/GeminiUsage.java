package dev.tutti.provider.gemini;

import dev.tutti.chat.Usage;
import tools.jackson.databind.JsonNode;

/** Reader of Gemini's {@code usageMetadata}. */
public final class GeminiUsage {
  private GeminiUsage() {}

  /**
   * The usage; what tools of Google's own fed to the model is input, its thoughts are output.
   * {@link Usage#NONE} when a number of it cannot be meant.
   */
  public static Usage of(JsonNode metadata) {
    long prompt = tokens(metadata, "promptTokenCount");
    long tools = tokens(metadata, "toolUsePromptTokenCount");
    long said = tokens(metadata, "candidatesTokenCount");
    long thoughts = tokens(metadata, "thoughtsTokenCount");
    long cached = tokens(metadata, "cachedContentTokenCount");
    if (!Usage.plausible(prompt, tools, said, thoughts, cached)) {
      return Usage.NONE;
    }
    return new Usage(
        prompt + tools,
        said + thoughts,
        cached,
        0,
        thoughts,
        audio(metadata.path("promptTokensDetails")),
        audio(metadata.path("candidatesTokensDetails")),
        false);
  }

  private static long tokens(JsonNode report, String name) {
    var count = report.path(name);
    return count.isNumber() ? count.asLong(Long.MAX_VALUE) : 0;
  }

  private static long audio(JsonNode details) {
    long tokens = 0;
    for (var detail : details) {
      if (detail.path("modality").asString("").equals("AUDIO")) {
        tokens += Math.clamp(tokens(detail, "tokenCount"), 0, Usage.MOST);
      }
    }
    return tokens;
  }
}
