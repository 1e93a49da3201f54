package dev.tutti.provider;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Looks at the value that a parser stands on without making a string of it. */
final class JsonText {
  private JsonText() {}

  /** Whether it is a string. */
  static boolean any(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Whether it is a string that is not empty. */
  static boolean filled(JsonParser parser) {
    return any(parser) && parser.getStringLength() > 0;
  }

  /** Whether it is a string or null. */
  static boolean orNull(JsonParser parser) {
    return any(parser) || parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Whether it is just this string. */
  static boolean is(JsonParser parser, String text) {
    if (!any(parser) || parser.getStringLength() != text.length()) {
      return false;
    }
    var characters = parser.getStringCharacters();
    int offset = parser.getStringOffset();
    for (int i = 0; i < text.length(); i++) {
      if (characters[offset + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
