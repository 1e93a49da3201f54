package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Operators {@code + - * / // % **} and signs, for numbers, texts and lists. */
public final class Operators {
  private Operators() {}

  /** {@code left + right}. */
  public static Object add(Object left, Object right, Meter meter) {
    if (left instanceof Long one && right instanceof Long other) {
      return exact(() -> Math.addExact(one, other));
    }
    if (left instanceof String one && right instanceof String other) {
      meter.text((long) one.length() + other.length());
      return one.concat(other);
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return arithmetic("+", left, right);
    }
    if (Types.isText(left) && Types.isText(right)) {
      var text = escaped(left, meter) + escaped(right, meter);
      meter.text(text.length());
      return new Markup(text);
    }
    if (left instanceof List<?> one && right instanceof List<?> other && sameKind(one, other)) {
      return joined(one, other, meter);
    }
    throw unfit("+", left, right);
  }

  private static String escaped(Object value, Meter meter) {
    return Markup.escape(value, meter).text();
  }

  private static boolean sameKind(List<?> one, List<?> other) {
    return (isList(one) && isList(other)) || (one instanceof Tuple && other instanceof Tuple);
  }

  private static boolean isList(List<?> list) {
    return !(list instanceof Tuple || list instanceof Range);
  }

  private static Object joined(List<?> one, List<?> other, Meter meter) {
    meter.charge((long) one.size() + other.size());
    var all = new ArrayList<Object>(one.size() + other.size());
    all.addAll(one);
    all.addAll(other);
    return one instanceof Tuple ? Tuple.of(all) : all;
  }

  /** {@code left - right}. */
  public static Object subtract(Object left, Object right) {
    return arithmetic("-", left, right);
  }

  /** {@code left * right}; texts and lists are repeated. */
  public static Object multiply(Object left, Object right, Meter meter) {
    if (Numbers.isInteger(left) && isSequence(right)) {
      return repeat(right, Numbers.integer(left), meter);
    }
    if (isSequence(left) && Numbers.isInteger(right)) {
      return repeat(left, Numbers.integer(right), meter);
    }
    return arithmetic("*", left, right);
  }

  private static boolean isSequence(Object value) {
    return Types.isText(value)
        || value instanceof Tuple
        || (value instanceof List<?> list && isList(list));
  }

  private static Object repeat(Object value, long wanted, Meter meter) {
    int times = Math.clamp(wanted, 0, Integer.MAX_VALUE);
    return switch (value) {
      case String text -> repeatText(text, times, meter);
      case Markup marked -> new Markup(repeatText(marked.text(), times, meter));
      case List<?> list -> repeatList(list, times, meter);
      case Object other -> throw PythonError.type(Types.name(other) + " cannot be repeated");
    };
  }

  private static String repeatText(String text, int times, Meter meter) {
    meter.text((long) text.length() * times);
    return text.repeat(times);
  }

  private static Object repeatList(List<?> list, int times, Meter meter) {
    meter.charge((long) list.size() * times);
    var all = new ArrayList<Object>(list.size() * times);
    for (int i = 0; i < times && !list.isEmpty(); i++) {
      all.addAll(list);
    }
    return list instanceof Tuple ? Tuple.of(all) : all;
  }

  /** {@code left / right}, always a float. */
  public static Object divide(Object left, Object right) {
    return arithmetic("/", left, right);
  }

  /** {@code left // right}, rounded down. */
  public static Object divideDown(Object left, Object right) {
    return arithmetic("//", left, right);
  }

  /** {@code left % right} with the sign of the divisor; a text on the left is a form to fill in. */
  public static Object remainder(Object left, Object right, Meter meter) {
    if (left instanceof String form) {
      return PercentForm.fill(form, right, meter);
    }
    return arithmetic("%", left, right);
  }

  /** {@code left ** right}. */
  public static Object power(Object left, Object right) {
    return arithmetic("**", left, right);
  }

  /** {@code -value}. */
  public static Object negate(Object value) {
    return value instanceof Double number ? (Object) (-number) : arithmetic("-", 0L, value);
  }

  /** {@code +value}. */
  public static Object plus(Object value) {
    return arithmetic("+", 0L, value);
  }

  /** The number without its sign. */
  public static Object absolute(Object value) {
    return switch (value) {
      case Double number -> Math.abs(number);
      case Object other when Numbers.isInteger(other) && Numbers.integer(other) >= 0 ->
          Numbers.integer(other);
      case Object other -> negate(other);
    };
  }

  private static Object arithmetic(String operator, Object left, Object right) {
    if (!Numbers.isNumber(left) || !Numbers.isNumber(right)) {
      throw unfit(operator, left, right);
    }
    boolean integers = Numbers.isInteger(left) && Numbers.isInteger(right);
    return exact(
        () ->
            switch (operator) {
              case "+", "-", "*" ->
                  integers
                      ? (Object) whole(operator, Numbers.integer(left), Numbers.integer(right))
                      : (Object) real(operator, Numbers.real(left), Numbers.real(right));
              case "/" -> Numbers.divide(left, right);
              case "//" -> Numbers.divideDown(left, right);
              case "%" -> Numbers.remainder(left, right);
              default -> Numbers.power(left, right);
            });
  }

  private static long whole(String operator, long left, long right) {
    return switch (operator) {
      case "+" -> Math.addExact(left, right);
      case "-" -> Math.subtractExact(left, right);
      default -> Math.multiplyExact(left, right);
    };
  }

  private static double real(String operator, double left, double right) {
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      default -> left * right;
    };
  }

  private static Object exact(Supplier<Object> operation) {
    try {
      return operation.get();
    } catch (ArithmeticException overflow) {
      throw PythonError.type("an integer of more than 64 bits is not supported");
    }
  }

  private static PythonError unfit(String operator, Object left, Object right) {
    return PythonError.type(
        "'%s' of %s and %s".formatted(operator, Types.name(left), Types.name(right)));
  }
}
