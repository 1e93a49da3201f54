package dev.tutti.chat;

import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The value that a parser stands on, and what it is expected to be; a wrong one is a {@link Fault}.
 * Its place is put into words only when it is wrong.
 *
 * @param within place of what it belongs to
 * @param index its number, or that of the object that has it, in the list at that place; negative
 *     where it is of no list
 * @param member its name in the object there, empty where it is the object itself
 */
record Value(JsonParser parser, String within, int index, String member) {
  /** A picture costs about as many tokens as this many bytes of text. */
  private static final long MEDIA = 4_000;

  /** A member of the body. */
  Value(JsonParser parser, String place) {
    this(parser, place, -1, "");
  }

  /** Where it stands, such as {@code messages[2].role}. */
  String place() {
    var item = index < 0 ? within : within + "[" + index + "]";
    return member.isEmpty() ? item : item + "." + member;
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Null or a text without characters, which clients send for what they do not have. */
  boolean isEmpty() {
    return isNull()
        || (parser.currentToken() == JsonToken.VALUE_STRING && parser.getStringLength() == 0);
  }

  String text(int most) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong("a string");
    }
    if (parser.getStringLength() == 0 || parser.getStringLength() > most) {
      throw wrong("a string of 1 to " + most + " characters");
    }
    return parser.getString();
  }

  /** A text that can stand in a header and in a log: without control characters. */
  String name(int most) {
    var name = text(most);
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        throw wrong("a string without control characters");
      }
    }
    return name;
  }

  /** A name that means one thing only, which upstreams that trim it and prices agree on. */
  String trimmedName(int most) {
    var name = name(most);
    if (isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()))) {
      throw wrong("a name without blanks around it");
    }
    return name;
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  String oneOf(List<String> choices) {
    for (int i = 0; i < choices.size(); i++) {
      if (is(choices.get(i))) {
        return choices.get(i);
      }
    }
    throw wrong("one of " + String.join(", ", new TreeSet<>(choices)));
  }

  /** Whether it is this string; no other one is made to tell. */
  private boolean is(String text) {
    if (parser.currentToken() != JsonToken.VALUE_STRING
        || parser.getStringLength() != text.length()) {
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

  boolean bool() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw wrong("true or false");
    };
  }

  void number(double least, double most) {
    if (!parser.currentToken().isNumeric()
        || !(parser.getDoubleValue() >= least && parser.getDoubleValue() <= most)) {
      throw wrong("a number from %s to %s".formatted(plain(least), plain(most)));
    }
  }

  long integer(long least, long most) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || parser.getLongValue() < least
        || parser.getLongValue() > most) {
      throw wrong("a whole number from %d to %d".formatted(least, most));
    }
    return parser.getLongValue();
  }

  void list() {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("a list");
    }
  }

  void map() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("an object");
    }
  }

  /** A flag inside an object; the parser ends on the object's last token. */
  boolean flag(String name) {
    map();
    boolean set = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = parser.currentName().equals(name);
      parser.nextToken();
      if (wanted && !isNull()) {
        set = new Value(parser, within, index, name).bool();
      }
      parser.skipChildren();
    }
    return set;
  }

  /** A text inside an object, empty where there is none; the parser ends on the last token. */
  String word(String name) {
    map();
    var word = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = parser.currentName().equals(name);
      if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
        word = parser.getString();
      }
      parser.skipChildren();
    }
    return word;
  }

  /**
   * A message's content: text, a list of parts, or nothing.
   *
   * @return how many of its bytes are pictures, sounds and files that tokens do not grow with
   */
  long content() {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NULL -> 0;
      case START_ARRAY -> parts();
      case null, default -> throw wrong("a string or a list of parts");
    };
  }

  private long parts() {
    long media = 0;
    var list = place();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      var part = new Value(parser, list, i, "");
      part.map();
      boolean typed = false;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean type = parser.currentName().equals("type");
        parser.nextToken();
        if (type) {
          typed = !new Value(parser, list, i, "type").text(64).isEmpty();
        }
        media += skipped();
      }
      if (!typed) {
        throw Fault.invalid(part.place() + ".type", "is missing (expected: text, image_url, ...)");
      }
    }
    return media;
  }

  /** Passes over a value; of an object, such as a picture, the bytes beyond {@link #MEDIA}. */
  private long skipped() {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return 0;
    }
    long from = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    return Math.max(0, parser.currentLocation().getByteOffset() - from - MEDIA);
  }

  /** A string or a list of strings. */
  void textOrTexts() {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return;
    }
    list();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw new Value(parser, place(), i, "").wrong("a string");
      }
    }
  }

  /**
   * A string, or a list that is not empty: of strings, of tokens, or of lists of tokens.
   *
   * @param forecast is told how many prompts and tokens these are
   * @return how many prompts
   */
  int textOrList(TokenForecast.Builder forecast) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      if (parser.getStringLength() == 0) {
        throw wrong("a string that is not empty");
      }
      return 1;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("a string or a list of strings");
    }
    int count = 0;
    boolean single = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var each = parser.currentToken();
      if (each != JsonToken.VALUE_STRING
          && each != JsonToken.VALUE_NUMBER_INT
          && each != JsonToken.START_ARRAY) {
        throw new Value(parser, place(), count, "").wrong("a string or tokens");
      }
      forecast.tokens(each == JsonToken.VALUE_NUMBER_INT ? 1 : 0);
      single &= each == JsonToken.VALUE_NUMBER_INT;
      if (each == JsonToken.START_ARRAY) {
        forecast.tokens(numbers());
      }
      count++;
    }
    if (count == 0) {
      throw Fault.invalid(place(), "is empty (expected: at least one input)");
    }
    int prompts = single ? 1 : count;
    forecast.prompts(prompts);
    return prompts;
  }

  /** Number of numbers in a list; the parser ends on its last token. */
  private long numbers() {
    long numbers = 0;
    int depth = 1;
    while (depth > 0) {
      var token = parser.nextToken();
      numbers += token.isNumeric() ? 1 : 0;
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return numbers;
  }

  private Fault wrong(String expected) {
    return Fault.invalid(place(), "%s (expected: %s)".formatted(found(), expected));
  }

  private String found() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "\"" + shortened(parser.getString()) + "\"";
      case null, default -> shortened(String.valueOf(parser.getString()));
    };
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
