package dev.tutti.template.python;

import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * JSON as Jinja's {@code tojson} writes it: keys sorted, and {@code < > & '} as escapes, so that it
 * can stand in HTML too.
 */
public final class PythonJson {
  private static final int DEEPEST = 100;

  private final Meter meter;
  private final boolean ascii;
  private final String indent;
  private final TextBuilder to;

  private PythonJson(Meter meter, boolean ascii, String indent) {
    this.meter = meter;
    this.ascii = ascii;
    this.indent = indent;
    this.to = new TextBuilder(meter);
  }

  /**
   * The value as JSON.
   *
   * @param ascii whether characters beyond ASCII are written as escapes
   * @param indent what to indent a level with; with none, everything is on one line
   */
  public static String of(Object value, boolean ascii, String indent, Meter meter) {
    var json = new PythonJson(meter, ascii, indent);
    json.write(value, 0);
    return json.to.toString();
  }

  private void write(Object value, int depth) {
    if (depth > DEEPEST) {
      throw PythonError.budget("values nested more than " + DEEPEST + " deep");
    }
    meter.step();
    switch (value) {
      case Tuple all -> write(all, depth);
      case Range _ -> throw unfit(value);
      case List<?> all -> write(all, depth);
      case Map<?, ?> all -> write(all, depth);
      case Object other -> to.add(scalar(other));
    }
  }

  private String scalar(Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Markup marked -> quoted(marked.text());
      case Long number -> number.toString();
      case Boolean truth -> truth.toString();
      case None _ -> "null";
      case Double number when number.isNaN() -> "NaN";
      case Double number when number.isInfinite() -> number > 0 ? "Infinity" : "-Infinity";
      case Double number -> Floats.written(number);
      case Object other -> throw unfit(other);
    };
  }

  private static PythonError unfit(Object value) {
    return PythonError.type("tojson: " + Types.name(value) + " has no form in JSON");
  }

  private void write(Collection<?> all, int depth) {
    var separator = "";
    to.add("[");
    for (Object each : all) {
      to.add(separator);
      newLine(depth + 1);
      write(each, depth + 1);
      separator = indent.isEmpty() ? ", " : ",";
    }
    end(all.isEmpty(), depth, "]");
  }

  private void write(Map<?, ?> map, int depth) {
    var separator = "";
    to.add("{");
    for (var each : sorted(map)) {
      to.add(separator);
      newLine(depth + 1);
      to.add(key(each.getKey())).add(": ");
      write(each.getValue(), depth + 1);
      separator = indent.isEmpty() ? ", " : ",";
    }
    end(map.isEmpty(), depth, "}");
  }

  private List<? extends Map.Entry<?, ?>> sorted(Map<?, ?> map) {
    Comparator<Map.Entry<?, ?>> byKey =
        (one, other) -> Comparisons.order(one.getKey(), other.getKey(), meter);
    return map.entrySet().stream().sorted(byKey).toList();
  }

  private String key(Object key) {
    if (key instanceof Tuple) {
      throw unfit(key);
    }
    return Types.isText(key) ? scalar(key) : "\"" + scalar(key) + "\"";
  }

  private void end(boolean empty, int depth, String bracket) {
    if (!empty) {
      newLine(depth);
    }
    to.add(bracket);
  }

  private void newLine(int depth) {
    if (!indent.isEmpty()) {
      to.add("\n").add(indent.repeat(depth));
    }
  }

  private String quoted(String text) {
    meter.text(text.length());
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), quoted);
    }
    return quoted.append('"').toString();
  }

  private void escape(char each, StringBuilder quoted) {
    switch (each) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '<', '>', '&', '\'' -> quoted.append(escaped(each));
      default -> {
        boolean plain = each >= ' ' && (each < 0x7f || !ascii);
        if (plain) {
          quoted.append(each);
        } else {
          quoted.append(escaped(each));
        }
      }
    }
  }

  private static String escaped(char each) {
    return "\\u" + HexFormat.of().toHexDigits(each);
  }
}
