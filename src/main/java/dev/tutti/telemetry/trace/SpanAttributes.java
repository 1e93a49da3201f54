package dev.tutti.telemetry.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Attributes of a span or an event: texts, whole numbers, decimals, booleans and lists of texts.
 * Texts are cut after 256 characters, and lists after 32 texts. Not thread-safe while it is filled.
 */
final class SpanAttributes {
  private static final int LONGEST = 256;
  private static final int MOST = 32;

  private final Map<String, Object> values = new LinkedHashMap<>();

  static SpanAttributes none() {
    return new SpanAttributes();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** Puts a text, unless it is empty. */
  SpanAttributes text(String name, String value) {
    if (!value.isEmpty()) {
      values.put(name, cut(value));
    }
    return this;
  }

  SpanAttributes texts(String name, List<String> value) {
    if (!value.isEmpty()) {
      values.put(name, value.stream().limit(MOST).map(SpanAttributes::cut).toList());
    }
    return this;
  }

  SpanAttributes number(String name, long value) {
    values.put(name, value);
    return this;
  }

  SpanAttributes decimal(String name, double value) {
    values.put(name, value);
    return this;
  }

  SpanAttributes flag(String name, boolean value) {
    values.put(name, value);
    return this;
  }

  /** Hands over each, with a value that is a String, Long, Double, Boolean or a list of Strings. */
  void forEach(BiConsumer<String, Object> action) {
    values.forEach(action);
  }
}
