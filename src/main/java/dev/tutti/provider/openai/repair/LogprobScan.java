package dev.tutti.provider.openai.repair;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Check that the {@code logprobs} of a chat's choice are regular; they are large, so not rebuilt.
 */
final class LogprobScan {
  private static final int TOKEN = 1;
  private static final int LOGPROB = 2;
  private static final int BYTES = 4;
  private static final int ALTERNATIVES = 8;

  private LogprobScan() {}

  /** Reads the object that the parser stands on, to its last token. */
  static boolean regular(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    boolean regular = true;
    boolean content = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("content") || name.equals("refusal")) {
        content |= name.equals("content");
        regular &= value == JsonToken.VALUE_NULL || tokens(parser, true);
      }
      parser.skipChildren();
    }
    return regular && content;
  }

  private static boolean tokens(JsonParser parser, boolean alternatives) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return false;
    }
    boolean regular = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      regular &= token(parser, alternatives);
      parser.skipChildren();
    }
    return regular;
  }

  private static boolean token(JsonParser parser, boolean alternatives) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    int seen = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      seen |=
          switch (name) {
            case "token" -> value == JsonToken.VALUE_STRING ? TOKEN : 0;
            case "logprob" -> value.isNumeric() ? LOGPROB : 0;
            case "bytes" ->
                value == JsonToken.VALUE_NULL || value == JsonToken.START_ARRAY ? BYTES : 0;
            case "top_logprobs" -> alternatives && tokens(parser, false) ? ALTERNATIVES : 0;
            default -> 0;
          };
      parser.skipChildren();
    }
    return seen
        == (alternatives ? TOKEN | LOGPROB | BYTES | ALTERNATIVES : TOKEN | LOGPROB | BYTES);
  }
}
