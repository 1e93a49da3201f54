package dev.tutti.template.python;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Values as Python prints them: texts as they are, everything within a list or dictionary as it
 * would be written in a program.
 */
public final class Printing {
  private static final int DEEPEST = 100;

  private final Meter meter;
  private final StringBuilder to;
  private int depth;

  private Printing(StringBuilder to, Meter meter) {
    this.to = to;
    this.meter = meter;
  }

  /** The value as {@code str} gives it. */
  public static String text(Object value, Meter meter) {
    return switch (value) {
      case String text -> text;
      case Markup marked -> marked.text();
      case Long number -> number.toString();
      case Undefined missing -> {
        missing.requireBlank();
        yield "";
      }
      case Object other -> written(other, meter);
    };
  }

  /** The value as {@code repr} gives it. */
  public static String written(Object value, Meter meter) {
    var to = new StringBuilder();
    new Printing(to, meter).write(value);
    meter.text(to.length());
    return to.toString();
  }

  private void write(Object value) {
    meter.step();
    switch (value) {
      case String text -> quote(text);
      case Long number -> to.append(number.longValue());
      case Double number -> to.append(Floats.written(number));
      case Boolean truth -> to.append(truth ? "True" : "False");
      case None _ -> to.append("None");
      case Tuple tuple -> write(tuple, "(", tuple.size() == 1 ? ",)" : ")");
      case Range range -> to.append(range.written());
      case List<?> list -> write(list, "[", "]");
      case Map<?, ?> map -> write(map);
      case View view -> write(view.elements(), view.name() + "([", "])");
      case Undefined missing -> {
        missing.requireBlank();
        to.append("Undefined");
      }
      case Object other ->
          throw PythonError.type(Types.name(other) + " cannot be printed" + advice(other));
    }
  }

  private static String advice(Object value) {
    return switch (value) {
      case OneTimeIterable _ -> " (use the filter list or join)";
      case Markup _ -> " within a list (it is escaped or safe)";
      case Invocable _ -> " (call it, or use ['...'] for a key of that name)";
      case Object _ -> "";
    };
  }

  private void write(Collection<?> all, String open, String close) {
    enter();
    to.append(open);
    var separator = "";
    for (Object each : all) {
      to.append(separator);
      write(each);
      separator = ", ";
    }
    to.append(close);
    depth--;
  }

  private void write(Map<?, ?> map) {
    enter();
    to.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> all = map.entrySet().iterator(); all.hasNext(); ) {
      var each = all.next();
      write(each.getKey());
      to.append(": ");
      write(each.getValue());
      to.append(all.hasNext() ? ", " : "");
    }
    to.append('}');
    depth--;
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw PythonError.budget("values nested more than " + DEEPEST + " deep");
    }
    if (to.length() > meter.longest()) {
      meter.text(to.length());
    }
  }

  private void quote(String text) {
    meter.text(text.length());
    char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    to.append(mark);
    text.codePoints().forEach(each -> escape(each, mark));
    to.append(mark);
    if (to.length() > meter.longest()) {
      meter.text(to.length());
    }
  }

  private void escape(int each, char mark) {
    switch (each) {
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      case '\\' -> to.append("\\\\");
      default -> {
        if (each == mark) {
          to.append('\\').append(mark);
        } else if (printable(each)) {
          to.appendCodePoint(each);
        } else {
          to.append(escaped(each));
        }
      }
    }
  }

  private static String escaped(int each) {
    var hex = HexFormat.of();
    if (each < 0x100) {
      return "\\x" + hex.toHexDigits((byte) each);
    }
    return each < 0x10000 ? "\\u" + hex.toHexDigits((char) each) : "\\U" + hex.toHexDigits(each);
  }

  private static boolean printable(int each) {
    if (each >= ' ' && each < 0x7f) {
      return true;
    }
    return switch (Character.getType(each)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
