package dev.tutti.provider.translate;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/** Checks of the text that a parser stands on, without making a string of it. */
public final class JsonText {
  private static final int LONGEST_PIECE = "fals".length();

  private JsonText() {}

  /** Whether it is a string. */
  public static boolean any(JsonParser parser) {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Whether it is a string that is not empty. */
  public static boolean filled(JsonParser parser) {
    return any(parser) && parser.getStringLength() > 0;
  }

  /** Whether it is a string or null. */
  public static boolean orNull(JsonParser parser) {
    return any(parser) || parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Whether it is a string that begins and ends with these. */
  public static boolean enclosed(JsonParser parser, char first, char last) {
    if (!any(parser) || parser.getStringLength() < 2) {
      return false;
    }
    var characters = parser.getStringCharacters();
    int offset = parser.getStringOffset();
    return characters[offset] == first && characters[offset + parser.getStringLength() - 1] == last;
  }

  /** The fault behind an upstream's JSON of some length that cannot be read. */
  public static Fault unreadable(JacksonException e, int length) {
    if (e instanceof StreamConstraintsException) {
      return Json.beyond(e);
    }
    var where = e.getLocation();
    return where != null && where.getByteOffset() >= length - LONGEST_PIECE
        ? Fault.of(FaultCode.TRUNCATED, "the upstream's answer breaks off inside its JSON")
        : Fault.of(FaultCode.UPSTREAM_ERROR, "the upstream's answer is not JSON");
  }

  /** Whether it is just this string. */
  public static boolean is(JsonParser parser, String text) {
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
