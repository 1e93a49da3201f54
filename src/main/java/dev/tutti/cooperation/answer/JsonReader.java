package dev.tutti.cooperation.answer;

import dev.tutti.chat.Json;
import dev.tutti.output.NearJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON as an answer, by its value: members in the order of their names, numbers exactly and without
 * needless digits; lists keep their order. It is the whole text, the last fenced block, or what is
 * between the first bracket and the last one.
 */
final class JsonReader {
  private static final int LONGEST = 64 << 10;
  private static final int LONGEST_PLAIN = 40;
  private static final Pattern FENCE =
      Pattern.compile("```(?:json|JSON)?[^\\S\\n]*\\n(.*?)```", Pattern.DOTALL);

  private JsonReader() {}

  /**
   * Canonical form of a text's JSON; empty where there is none.
   *
   * @param said text of a model without its reasoning
   */
  static Optional<String> read(String said) {
    if (said.length() > LONGEST) {
      return Optional.empty();
    }
    return canonical(said).or(() -> fenced(said)).or(() -> embedded(said)).or(() -> nearly(said));
  }

  /** Whether a text is an object or a list, perhaps in a fence. */
  static boolean isAlone(String said) {
    boolean bracket = said.startsWith("{") || said.startsWith("[") || said.startsWith("```");
    return bracket
        && said.length() <= LONGEST
        && canonical(said).or(() -> fenced(said)).filter(JsonReader::isContainer).isPresent();
  }

  private static boolean isContainer(String canonical) {
    return canonical.startsWith("{") || canonical.startsWith("[");
  }

  private static Optional<String> fenced(String said) {
    var fence = FENCE.matcher(said);
    Optional<String> last = Optional.empty();
    while (fence.find()) {
      var found = canonical(fence.group(1));
      last = found.isPresent() ? found : last;
    }
    return last;
  }

  private static Optional<String> embedded(String said) {
    int object = said.indexOf('{');
    int list = said.indexOf('[');
    int start = object < 0 || (list >= 0 && list < object) ? list : object;
    if (start < 0) {
      return Optional.empty();
    }
    int end = said.lastIndexOf(said.charAt(start) == '{' ? '}' : ']');
    return end < start ? Optional.empty() : canonical(said.substring(start, end + 1));
  }

  /** What is JSON but for quotes, commas and words of Python. */
  private static Optional<String> nearly(String said) {
    return NearJson.read(said).stream()
        .map(JsonReader::canonical)
        .flatMap(Optional::stream)
        .filter(JsonReader::isContainer)
        .reduce((_, last) -> last);
  }

  /** Canonical form of a text that is JSON and nothing else. */
  private static Optional<String> canonical(String text) {
    try (var parser = Json.lenient(text.getBytes(StandardCharsets.UTF_8))) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      var value = value(parser);
      return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
    } catch (JacksonException | ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Form of the value at which a parser is; null where it breaks off. */
  private static @Nullable String value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> Json.text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case null, default -> null;
    };
  }

  private static String object(JsonParser parser) {
    var members = new TreeMap<String, String>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      members.put(name, String.valueOf(value(parser)));
    }
    return members.entrySet().stream()
        .map(each -> Json.text(each.getKey()) + ":" + each.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String list(JsonParser parser) {
    var items = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      items.add(String.valueOf(value(parser)));
    }
    return "[" + String.join(",", items) + "]";
  }

  /** Number that equal ones are written as. */
  private static String number(String text) {
    var decimal = new BigDecimal(text).stripTrailingZeros();
    if (decimal.signum() == 0) {
      return "0";
    }
    boolean plain =
        Math.abs((long) decimal.scale()) <= LONGEST_PLAIN && decimal.precision() <= LONGEST_PLAIN;
    return plain ? decimal.toPlainString() : decimal.toString();
  }
}
