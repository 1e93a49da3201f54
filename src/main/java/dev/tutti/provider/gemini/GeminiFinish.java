package dev.tutti.provider.gemini;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Gemini's words for why a candidate ended. */
final class GeminiFinish {
  /** In the order of Google's enumeration, for upstreams that number the words. */
  private static final List<String> NUMBERED =
      List.of(
          "FINISH_REASON_UNSPECIFIED",
          "STOP",
          "MAX_TOKENS",
          "SAFETY",
          "RECITATION",
          "OTHER",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MALFORMED_FUNCTION_CALL",
          "IMAGE_SAFETY");

  private static final Set<String> FAILED =
      Set.of(
          "MALFORMED_FUNCTION_CALL",
          "MALFORMED_RESPONSE",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MISSING_THOUGHT_SIGNATURE",
          "NO_IMAGE",
          "IMAGE_OTHER");

  private static final Set<String> VAGUE = Set.of("FINISH_REASON_UNSPECIFIED", "OTHER", "LANGUAGE");

  private GeminiFinish() {}

  /** The word. */
  static String word(JsonNode reason) {
    int number = reason.asInt(-1);
    return reason.isNumber() && number >= 0 && number < NUMBERED.size()
        ? NUMBERED.get(number)
        : reason.asString("");
  }

  /** Whether it says that the model failed; a vague word does when nothing was said before. */
  static boolean isFailure(String word, boolean spoke) {
    return FAILED.contains(word) || (!spoke && VAGUE.contains(word));
  }
}
