package dev.tutti.template.python;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Comparisons of values: equality, order and containment. */
public final class Comparisons {
  private Comparisons() {}

  /** Whether both are equal: numbers by value, lists and dictionaries by what is in them. */
  public static boolean equal(Object left, Object right, Meter meter) {
    meter.step();
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return sameNumber(left, right);
    }
    Undefined.presentOrBlank(left);
    Undefined.presentOrBlank(right);
    return switch (left) {
      case String _, Markup _ -> Types.isText(right) && sameText(left, right, meter);
      case List<?> one -> right instanceof List<?> other && equal(one, other, meter);
      case Map<?, ?> one -> right instanceof Map<?, ?> other && equal(one, other, meter);
      case Object other -> other.equals(right);
    };
  }

  private static boolean sameNumber(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return one.longValue() == other.longValue();
    }
    return !isNan(left) && !isNan(right) && order(left, right) == 0;
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static boolean sameText(Object left, Object right, Meter meter) {
    var one = Types.text(left, "==");
    var other = Types.text(right, "==");
    if (one.length() == other.length()) {
      meter.scan(one.length());
    }
    return one.equals(other);
  }

  private static boolean equal(List<?> one, List<?> other, Meter meter) {
    if (one.size() != other.size() || !kind(one).equals(kind(other))) {
      return false;
    }
    Iterator<?> others = other.iterator();
    for (Object each : one) {
      if (!equal(each, others.next(), meter)) {
        return false;
      }
    }
    return true;
  }

  private static String kind(List<?> list) {
    return list instanceof Tuple ? "tuple" : list instanceof Range ? "range" : "list";
  }

  private static boolean equal(Map<?, ?> one, Map<?, ?> other, Meter meter) {
    return one.size() == other.size()
        && one.entrySet().stream()
            .allMatch(
                each ->
                    Dict.find(other, each.getKey(), meter)
                        .filter(found -> equal(each.getValue(), found, meter))
                        .isPresent());
  }

  /**
   * The order of two values: negative for left, positive for right.
   *
   * @return 0 when neither does
   */
  public static int order(Object left, Object right, Meter meter) {
    meter.step();
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return order(left, right);
    }
    if (Types.isText(left) && Types.isText(right)) {
      var one = Types.text(left, "<");
      var other = Types.text(right, "<");
      meter.scan(Math.min(one.length(), other.length()));
      return CodePoints.order(one, other);
    }
    if (left instanceof List<?> one
        && right instanceof List<?> other
        && kind(one).equals(kind(other))
        && !(one instanceof Range)) {
      return order(one, other, meter);
    }
    throw PythonError.type(
        "%s and %s have no order".formatted(Types.name(left), Types.name(right)));
  }

  private static int order(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return Long.compare(one, other);
    }
    double one = Numbers.real(left);
    double other = Numbers.real(right);
    boolean finite = Double.isFinite(one) && Double.isFinite(other);
    return finite ? exact(left).compareTo(exact(right)) : one < other ? -1 : one > other ? 1 : 0;
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double real
        ? new BigDecimal(real)
        : BigDecimal.valueOf(Numbers.integer(number));
  }

  private static int order(List<?> one, List<?> other, Meter meter) {
    int common = Math.min(one.size(), other.size());
    for (int i = 0; i < common; i++) {
      if (!equal(one.get(i), other.get(i), meter)) {
        return order(one.get(i), other.get(i), meter);
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** The result of one of {@code == != < <= > >=}; comparisons with NaN are never true. */
  public static boolean holds(String operator, Object left, Object right, Meter meter) {
    return switch (operator) {
      case "==" -> equal(left, right, meter);
      case "!=" -> !equal(left, right, meter);
      case Object _ when isNan(left) || isNan(right) -> false;
      case "<" -> order(left, right, meter) < 0;
      case "<=" -> order(left, right, meter) <= 0;
      case ">" -> order(left, right, meter) > 0;
      default -> order(left, right, meter) >= 0;
    };
  }

  /** Whether the container has the element: a text within a text, a key, an item. */
  public static boolean contains(Object container, Object element, Meter meter) {
    Undefined.presentOrBlank(element);
    return switch (container) {
      case String text -> contains(text, element, meter);
      case Markup marked -> contains(marked.text(), element, meter);
      case Map<?, ?> map -> Dict.find(map, element, meter).isPresent();
      case Object other -> {
        var all = Iteration.of(other, meter);
        boolean found = false;
        while (!found && all.hasNext()) {
          found = equal(all.next(), element, meter);
        }
        yield found;
      }
    };
  }

  private static boolean contains(String text, Object element, Meter meter) {
    return TextSearch.forwards(text, Types.text(element, "'in' a string"), meter).first() >= 0;
  }
}
