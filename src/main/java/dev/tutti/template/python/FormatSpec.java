package dev.tutti.template.python;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification, {@code [[fill]align][sign][0][width][grouping][.precision][type]},
 * for texts, integers and floats.
 */
final class FormatSpec {
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>^=]))?(?<sign>[-+"
              + " ])?(?<zero>0)?(?<width>\\d{1,7})?(?<group>[,_])?(?:\\.(?<digits>\\d{1,7}))?(?<type>[bcdeEfFgGosxX%])?",
          Pattern.DOTALL);
  private static final int MOST_DIGITS = 300;
  private static final int GROUP = 3;
  private static final int BINARY_GROUP = 4;

  private final Matcher spec;
  private final Meter meter;

  private FormatSpec(Matcher spec, Meter meter) {
    this.spec = spec;
    this.meter = meter;
  }

  static String format(Object value, String written, Meter meter) {
    if (written.isEmpty()) {
      return Printing.text(value, meter);
    }
    var spec = SPEC.matcher(written);
    if (!spec.matches()) {
      throw PythonError.type("format(): '%s' is not supported".formatted(written));
    }
    var format = new FormatSpec(spec, meter);
    return Types.isText(value)
        ? format.text(Types.text(value, "format()"))
        : format.number(value, written);
  }

  private boolean has(String part) {
    return spec.group(part) != null;
  }

  private String part(String name) {
    var found = spec.group(name);
    return found == null ? "" : found;
  }

  private String text(String text) {
    boolean plain = !has("sign") && !has("group") && !part("align").equals("=");
    if (!plain || !(part("type").isEmpty() || part("type").equals("s"))) {
      throw PythonError.type("format(): a specification for numbers, and a string");
    }
    int most = has("digits") ? Integer.parseInt(part("digits")) : Integer.MAX_VALUE;
    var cut = CodePoints.count(text) > most ? CodePoints.part(text, 0, most) : text;
    return padded("", cut, "<");
  }

  private String number(Object value, String written) {
    if (!Numbers.isNumber(value) || part("type").equals("s")) {
      throw PythonError.type("format(): '%s' of %s".formatted(written, Types.name(value)));
    }
    boolean whole = Numbers.isInteger(value) && "bcdoxX".contains(part("type"));
    if (whole && has("digits")) {
      throw PythonError.type("format(): digits after the point of an integer");
    }
    var digits = whole ? integer(Numbers.integer(value)) : real(Numbers.real(value));
    if (part("type").equals("c")) {
      return padded("", digits, "<");
    }
    boolean negative = digits.startsWith("-");
    var size = grouped(negative ? digits.substring(1) : digits);
    var plus = part("sign").equals("-") ? "" : part("sign");
    return padded(negative ? "-" : plus, size, ">");
  }

  private String integer(long value) {
    return switch (part("type")) {
      case "b" -> Long.toString(value, 2);
      case "o" -> Long.toString(value, 8);
      case "x" -> Long.toString(value, 16);
      case "X" -> Long.toString(value, 16).toUpperCase(Locale.ROOT);
      case "c" -> character(value);
      case String _ -> Long.toString(value);
    };
  }

  private static String character(long value) {
    if (value < 0 || value > Character.MAX_CODE_POINT) {
      throw PythonError.type("format(): %d is no character".formatted(value));
    }
    return Character.toString((int) value);
  }

  private String real(double value) {
    int digits = has("digits") ? Integer.parseInt(part("digits")) : 6;
    if (digits > MOST_DIGITS) {
      throw PythonError.budget(
          "format(): %d digits (expected: at most %d)".formatted(digits, MOST_DIGITS));
    }
    return switch (part("type")) {
      case "f" -> Floats.fixed(value, digits);
      case "F" -> Floats.fixed(value, digits).toUpperCase(Locale.ROOT);
      case "e" -> Floats.scientific(value, digits);
      case "E" -> Floats.scientific(value, digits).toUpperCase(Locale.ROOT);
      case "g" -> Floats.general(value, digits);
      case "G" -> Floats.general(value, digits).toUpperCase(Locale.ROOT);
      case "%" -> Floats.fixed(value * 100, digits) + "%";
      case "" -> {
        if (has("digits")) {
          throw PythonError.type("format(): digits without a type (expected: f, e, g or %)");
        }
        yield Floats.written(value);
      }
      case String other -> throw PythonError.type("format(): '" + other + "' of a float");
    };
  }

  /** With a mark between groups of the digits before the point. */
  private String grouped(String digits) {
    if (!has("group")) {
      return digits;
    }
    boolean other = "boxX".contains(part("type")) && has("type");
    if (other && part("group").equals(",")) {
      throw PythonError.type("format(): ',' with '" + part("type") + "'");
    }
    int size = other ? BINARY_GROUP : GROUP;
    int end = 0;
    while (end < digits.length() && Character.digit(digits.charAt(end), other ? 16 : 10) >= 0) {
      end++;
    }
    var grouped = new StringBuilder(digits);
    for (int i = end - size; i > 0; i -= size) {
      grouped.insert(i, part("group"));
    }
    return grouped.toString();
  }

  private String padded(String sign, String text, String otherwise) {
    long width = has("width") ? Long.parseLong(part("width")) : 0;
    boolean zeros = has("zero") && !has("align");
    if (zeros && has("group")) {
      throw PythonError.type("format(): zeros and groups of digits together are not supported");
    }
    long missing = Math.max(0, width - CodePoints.count(sign) - CodePoints.count(text));
    var fill = has("fill") ? part("fill") : has("zero") ? "0" : " ";
    var align = has("align") ? part("align") : zeros && otherwise.equals(">") ? "=" : otherwise;
    var built = new TextBuilder(meter);
    return switch (align) {
      case "<" -> built.add(sign).add(text).fill(fill, missing).toString();
      case "^" ->
          built
              .fill(fill, missing / 2)
              .add(sign)
              .add(text)
              .fill(fill, missing - missing / 2)
              .toString();
      case "=" -> built.add(sign).fill(fill, missing).add(text).toString();
      case String _ -> built.fill(fill, missing).add(sign).add(text).toString();
    };
  }
}
