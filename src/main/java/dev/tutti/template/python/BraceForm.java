package dev.tutti.template.python;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Python's {@code "{} has {:,d}".format(...)}, within the bounds of the meter: places by order, by
 * number and by name, {@code !r} and {@code !s}, and the format specification for texts, integers
 * and floats. Attributes and items within a place, places within a specification, and {@code
 * format_map} are refused.
 */
final class BraceForm {
  private static final Pattern NAME = Pattern.compile("\\w*");
  private static final int MOST_PLACES = 10_000;

  private final String form;
  private final Args args;
  private final Meter meter;
  private final TextBuilder filled;
  private int at;
  private int used;
  private boolean numbered;

  private BraceForm(String form, Args args, Meter meter) {
    this.form = form;
    this.args = args;
    this.meter = meter;
    this.filled = new TextBuilder(meter);
  }

  static String fill(String form, Args args, Meter meter) {
    meter.text(form.length());
    return new BraceForm(form, args, meter).fill();
  }

  private String fill() {
    int from = 0;
    for (at = 0; at < form.length(); at++) {
      char each = form.charAt(at);
      if (each == '{' || each == '}') {
        filled.add(form.substring(from, at));
        if (at + 1 < form.length() && form.charAt(at + 1) == each) {
          filled.add(String.valueOf(each));
          at++;
        } else {
          place(each);
        }
        from = at + 1;
      }
    }
    return filled.add(form.substring(from)).toString();
  }

  /** Fills the place at whose brace the form is, and goes on to its end. */
  private void place(char brace) {
    int end = form.indexOf('}', at);
    if (brace == '}' || end < 0) {
      throw PythonError.type(
          "format(): a single '" + brace + "' in a form (expected: two, as text)");
    }
    var place = form.substring(at + 1, end);
    if (place.indexOf('{') >= 0) {
      throw PythonError.type("format(): a place within a place is not supported");
    }
    int colon = place.indexOf(':');
    var head = colon < 0 ? place : place.substring(0, colon);
    int mark = head.indexOf('!');
    var value = value(mark < 0 ? head : head.substring(0, mark));
    var converted = mark < 0 ? value : converted(value, head.substring(mark + 1));
    filled.add(FormatSpec.format(converted, colon < 0 ? "" : place.substring(colon + 1), meter));
    at = end;
  }

  private Object converted(Object value, String conversion) {
    return switch (conversion) {
      case "r" -> Printing.written(value, meter);
      case "s" -> Printing.text(value, meter);
      case String other -> throw PythonError.type("format(): '!" + other + "' is not supported");
    };
  }

  private Object value(String name) {
    if (!NAME.matcher(name).matches()) {
      throw PythonError.type(
          "format(): '{%s}' is not supported (expected: a name or a number)".formatted(name));
    }
    if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
      return Optional.ofNullable(args.named().get(name))
          .orElseThrow(() -> PythonError.undefined("format(): no argument '" + name + "'"));
    }
    if (used > 0 && numbered == name.isEmpty()) {
      throw PythonError.type("format(): places with and without numbers");
    }
    numbered = !name.isEmpty();
    int index = numbered ? number(name) : used;
    if (index >= args.positional().size() || ++used > MOST_PLACES) {
      throw PythonError.type("format(): no argument for a place of the form");
    }
    return Undefined.presentOrBlank(args.positional().get(index));
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw PythonError.type("format(): '{" + digits + "}' (expected: a number or a name)");
    }
  }
}
