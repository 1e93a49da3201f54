package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Floats;
import dev.tutti.template.python.Operators;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Filters of numbers. */
final class NumberFilters {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:\\d(?:_?\\d)*(?:\\.(?:\\d(?:_?\\d)*)?)?|\\.\\d(?:_?\\d)*)(?:[eE][+-]?\\d(?:_?\\d)*)?");
  private static final Pattern INFINITE = Pattern.compile("[+-]?(?:inf|infinity|nan)");
  private static final Pattern INTEGER =
      Pattern.compile("[+-]?[\\w&&[^_]]++(?:_[\\w&&[^_]]++)*+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int LONGEST = 400;
  private static final int MOST_DIGITS = 300;

  private NumberFilters() {}

  static void add(Filters filters) {
    filters.put("abs", (value, _, _) -> Operators.absolute(value));
    filters.put("int default= base=", (value, args, _) -> integer(value, args));
    filters.put("float default=", (value, args, _) -> real(value, args));
    filters.put("round precision= method=", (value, args, _) -> round(value, args));
    filters.put("filesizeformat binary=", (value, args, _) -> size(value, args));
  }

  private static Object integer(Object value, Bound args) {
    int base = Math.clamp(args.integer(1, 10), -1, 100);
    if (Types.isText(value)) {
      if (base < 2 || base > 36) {
        throw PythonError.type("int: the base " + base + " is not supported (expected: 2 to 36)");
      }
      var text = Types.text(value, "int").strip();
      return parse(text, base)
          .or(() -> floating(text).flatMap(NumberFilters::whole))
          .orElseGet(() -> args.value(0, 0L));
    }
    return number(Undefined.present(value))
        .flatMap(NumberFilters::whole)
        .orElseGet(() -> args.value(0, 0L));
  }

  private static Optional<Object> parse(String text, int base) {
    if (text.length() > LONGEST || !INTEGER.matcher(text).matches()) {
      return Optional.empty();
    }
    var digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    var prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "-";
    boolean negative = digits.startsWith("-");
    var bare = digits.replaceFirst("^[+-]", "");
    var sized = (negative ? "-" : "") + (bare.startsWith(prefix) ? bare.substring(2) : bare);
    if (!bare.chars().allMatch(each -> Character.digit(each, base) >= 0) && sized.length() > 18) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(sized, base));
    } catch (NumberFormatException unfit) {
      if (bare.length() > 18 && bare.chars().allMatch(each -> Character.digit(each, base) >= 0)) {
        throw PythonError.type("int: more than 64 bits are not supported");
      }
      return Optional.empty();
    }
  }

  private static Optional<Double> number(Object value) {
    return switch (value) {
      case Long number -> Optional.of(number.doubleValue());
      case Double number -> Optional.of(number);
      case Boolean truth -> Optional.of(truth ? 1.0 : 0.0);
      case Object _ -> Optional.empty();
    };
  }

  private static Optional<Object> whole(double value) {
    if (!Double.isFinite(value)) {
      return Optional.empty();
    }
    if (Math.abs(value) >= 0x1p63) {
      throw PythonError.type("int: more than 64 bits are not supported");
    }
    return Optional.of((long) value);
  }

  private static Optional<Double> floating(String text) {
    if (INFINITE.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
      double size = text.toLowerCase(Locale.ROOT).endsWith("nan") ? Double.NaN : 1.0 / 0;
      return Optional.of(text.startsWith("-") ? -size : size);
    }
    return text.length() <= LONGEST && FLOAT.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text.replace("_", "")))
        : Optional.empty();
  }

  private static Object real(Object value, Bound args) {
    var number =
        Types.isText(value)
            ? floating(Types.text(value, "float").strip())
            : number(Undefined.present(value));
    return number.map(each -> (Object) each).orElseGet(() -> args.value(0, 0.0));
  }

  private static Object round(Object value, Bound args) {
    long digits = args.integer(0, 0);
    var method = args.text(1, "common");
    if (Math.abs(digits) > MOST_DIGITS) {
      throw PythonError.type(
          "round: %d digits (expected: at most %d)".formatted(digits, MOST_DIGITS));
    }
    double number =
        number(value).orElseThrow(() -> PythonError.type("round: " + Types.name(value)));
    double scale = Math.pow(10, (double) digits);
    return switch (method) {
      case "common" -> common(value, number, (int) digits);
      case "ceil" -> Math.ceil(number * scale) / scale + 0.0;
      case "floor" -> Math.floor(number * scale) / scale + 0.0;
      default ->
          throw PythonError.type("round: '" + method + "' (expected: common, ceil or floor)");
    };
  }

  private static Object common(Object value, double number, int digits) {
    if (value instanceof Double) {
      return Floats.round(number, digits);
    }
    long whole = value instanceof Long exact ? exact : (long) number;
    if (digits >= 0) {
      return whole;
    }
    var rounded = BigDecimal.valueOf(whole).setScale(digits, RoundingMode.HALF_EVEN);
    if (rounded.toBigInteger().bitLength() >= Long.SIZE) {
      throw PythonError.type("round: an integer of more than 64 bits is not supported");
    }
    return rounded.longValueExact();
  }

  private static String size(Object value, Bound args) {
    boolean binary = args.truth(0, false);
    var text = Types.isText(value) ? floating(Types.text(value, "size").strip()) : number(value);
    double bytes =
        text.filter(Double::isFinite)
            .orElseThrow(
                () -> PythonError.type("filesizeformat: " + Types.name(value) + " is no size"));
    double unit = binary ? 1024 : 1000;
    if (bytes == 1) {
      return "1 Byte";
    }
    if (bytes < unit) {
      return Long.toString((long) bytes) + " Bytes";
    }
    var prefixes = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
    int power = 0;
    double next = unit * unit;
    while (bytes >= next && power < prefixes.size() - 1) {
      power++;
      next *= unit;
    }
    var prefix = prefixes.get(power);
    return Floats.fixed(unit * bytes / next, 1)
        + " "
        + (binary ? prefix.toUpperCase(Locale.ROOT) + "iB" : prefix + "B");
  }
}
