package dev.tutti.template.python;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code "%s has %d" % values}, within the bounds of the meter. */
public final class PercentForm {
  private static final Pattern PLACE =
      Pattern.compile(
          "%(?:\\((?<name>[^()]*)\\))?(?<flags>[-0+"
              + " #]*)(?<width>\\d*)(?:\\.(?<digits>\\d*))?(?<kind>.)",
          Pattern.DOTALL);
  private static final int MOST_DIGITS = 300;

  private final Meter meter;
  private final Object values;
  private int used;

  private PercentForm(Object values, Meter meter) {
    this.values = values;
    this.meter = meter;
  }

  /** Fills the places of the form with a tuple of values, a dictionary, or a single value. */
  public static String fill(String form, Object values, Meter meter) {
    meter.text(form.length());
    return new PercentForm(Undefined.presentOrBlank(values), meter).fill(form);
  }

  private String fill(String form) {
    var filled = new TextBuilder(meter);
    var places = PLACE.matcher(form);
    int from = 0;
    while (places.find(from)) {
      filled.add(form.substring(from, places.start()));
      filled.add(place(places));
      from = places.end();
    }
    var rest = form.substring(from);
    if (rest.contains("%")) {
      throw PythonError.type("an incomplete place at the end of a form");
    }
    if (values instanceof Tuple all
        ? used < all.size()
        : used == 0
            && !(values instanceof Map || values instanceof List || values instanceof Undefined)) {
      throw PythonError.type("more values than places in a form");
    }
    return filled.add(rest).toString();
  }

  private String place(Matcher place) {
    if (place.group("kind").equals("%")) {
      return "%";
    }
    var value = value(place.group("name"));
    var flags = place.group("flags");
    var text = signed(text(place, value), flags, place.group("kind"));
    return padded(text, flags, place);
  }

  private Object value(@Nullable String name) {
    if (name != null) {
      if (!(values instanceof Map<?, ?> map)) {
        throw PythonError.type("a form with names needs a dict");
      }
      return Dict.find(map, name, meter)
          .orElseThrow(() -> PythonError.undefined("no value for '" + name + "' of a form"));
    }
    int size = values instanceof Tuple all ? all.size() : 1;
    if (used >= size) {
      throw PythonError.type("fewer values than places in a form");
    }
    return Undefined.presentOrBlank(values instanceof Tuple all ? all.get(used++) : single());
  }

  private Object single() {
    used++;
    return values;
  }

  private String text(Matcher place, Object value) {
    var digits = place.group("digits");
    return switch (place.group("kind")) {
      case "s" -> cut(Printing.text(value, meter), digits);
      case "r" -> cut(Printing.written(value, meter), digits);
      case "d", "i", "u" -> Long.toString(whole(value));
      case "x" -> Long.toString(whole(value), 16);
      case "X" -> Texts.upper(Long.toString(whole(value), 16), meter);
      case "o" -> Long.toString(whole(value), 8);
      case "f", "F" -> Floats.fixed(real(value), precision(digits));
      case "c" -> character(value);
      case "e" -> Floats.scientific(real(value), precision(digits));
      case "g" -> Floats.general(real(value), precision(digits));
      case String other -> throw PythonError.type("'%" + other + "' in a form is not supported");
    };
  }

  private static String cut(String text, @Nullable String digits) {
    if (digits == null) {
      return text;
    }
    long most = digits.isEmpty() ? 0 : bounded(digits, Integer.MAX_VALUE);
    return most >= CodePoints.count(text) ? text : CodePoints.part(text, 0, (int) most);
  }

  private static long whole(Object value) {
    return switch (value) {
      case Double number when Double.isFinite(number) && Math.abs(number) < 1e18 ->
          number.longValue();
      case Object number when Numbers.isInteger(number) -> Numbers.integer(number);
      case Object other ->
          throw PythonError.type(Types.name(other) + " in a form (expected: a number)");
    };
  }

  private static String character(Object value) {
    if (Types.isText(value) && CodePoints.count(Types.text(value, "%c")) == 1) {
      return Types.text(value, "%c");
    }
    if (Numbers.isInteger(value)
        && Numbers.integer(value) >= 0
        && Numbers.integer(value) <= Character.MAX_CODE_POINT) {
      return Character.toString((int) Numbers.integer(value));
    }
    throw PythonError.type(
        "%c of " + Types.name(value) + " (expected: a character, or its number)");
  }

  private static double real(Object value) {
    if (!Numbers.isNumber(value)) {
      throw PythonError.type(Types.name(value) + " in a form (expected: a number)");
    }
    return Numbers.real(value);
  }

  private static int precision(@Nullable String digits) {
    return digits == null ? 6 : digits.isEmpty() ? 0 : (int) bounded(digits, MOST_DIGITS);
  }

  private static long bounded(String number, long most) {
    long value = number.length() > 10 ? Long.MAX_VALUE : Long.parseLong(number);
    if (value > most) {
      throw PythonError.budget(
          "%s digits in a form (expected: at most %d)".formatted(number, most));
    }
    return value;
  }

  private static String signed(String text, String flags, String kind) {
    if ("src".contains(kind) || text.startsWith("-")) {
      return text;
    }
    return flags.contains("+") ? "+" + text : flags.contains(" ") ? " " + text : text;
  }

  private String padded(String text, String flags, Matcher place) {
    var width = place.group("width");
    if (flags.contains("#")) {
      throw PythonError.type("'#' in a form is not supported");
    }
    long missing = width.isEmpty() ? 0 : bounded(width, meter.longest()) - CodePoints.count(text);
    var padded = new TextBuilder(meter);
    if (flags.contains("-")) {
      return padded.add(text).fill(" ", missing).toString();
    }
    boolean zeros = flags.contains("0") && !"src".contains(place.group("kind"));
    int sign = zeros && !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    return padded
        .add(text.substring(0, sign))
        .fill(zeros ? "0" : " ", missing)
        .add(text.substring(sign))
        .toString();
  }
}
