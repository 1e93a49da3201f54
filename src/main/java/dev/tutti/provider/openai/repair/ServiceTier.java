package dev.tutti.provider.openai.repair;

import dev.tutti.provider.translate.JsonText;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** The tiers that OpenAI names; other providers have words of their own. */
final class ServiceTier {
  private static final List<String> WORDS =
      List.of("default", "auto", "flex", "scale", "priority", "fast");

  private ServiceTier() {}

  /** Whether the value that a parser stands on is a tier or null. */
  static boolean known(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return true;
    }
    for (int i = 0; i < WORDS.size(); i++) {
      if (JsonText.is(parser, WORDS.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value is a tier or null. */
  static boolean known(JsonNode value) {
    return value.isNull() || WORDS.contains(value.asString(""));
  }
}
