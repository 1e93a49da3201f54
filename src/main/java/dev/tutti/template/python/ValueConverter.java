package dev.tutti.template.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converter of values from outside: texts, numbers, booleans, null, lists and maps of them are
 * copied; everything else is refused, so that no object with methods ever meets a template.
 */
public final class ValueConverter {
  private static final int DEEPEST = 100;

  private final Meter meter;

  /** Charges the meter a step for every value. */
  public ValueConverter(Meter meter) {
    this.meter = meter;
  }

  /** The values by name, as templates see them. */
  public Map<String, Object> admit(Map<String, ?> values) {
    var admitted = new LinkedHashMap<String, Object>(values.size() * 2);
    values.forEach((name, value) -> admitted.put(name, admit(value, name, 0)));
    return admitted;
  }

  private Object admit(@Nullable Object value, String path, int depth) {
    meter.step();
    return switch (value) {
      case null -> None.NONE;
      case String text -> text;
      case Boolean truth -> truth;
      case Number number -> number(number, path);
      case List<?> list -> list(list, path, depth + 1);
      case Map<?, ?> map -> map(map, path, depth + 1);
      case Object other -> throw refused(other, path);
    };
  }

  private static Object number(Number value, String path) {
    return switch (value) {
      case Long _, Integer _, Short _, Byte _ -> value.longValue();
      case Double _, Float _ -> value.doubleValue();
      case BigDecimal decimal -> decimal.doubleValue();
      case BigInteger big when big.bitLength() < Long.SIZE -> big.longValue();
      case BigInteger _ ->
          throw PythonError.value(path + ": an integer of more than 64 bits is not supported");
      case Number other -> throw refused(other, path);
    };
  }

  private List<Object> list(List<?> values, String path, int depth) {
    var admitted = new ArrayList<Object>(values.size());
    deepen(path, depth);
    for (var each : values) {
      admitted.add(admit(each, path, depth));
    }
    return admitted;
  }

  private Map<Object, Object> map(Map<?, ?> values, String path, int depth) {
    var admitted = new LinkedHashMap<Object, Object>(values.size() * 2);
    deepen(path, depth);
    for (var each : values.entrySet()) {
      admitted.put(admit(each.getKey(), path, DEEPEST), admit(each.getValue(), path, depth));
    }
    return admitted;
  }

  private static void deepen(String path, int depth) {
    if (depth > DEEPEST) {
      throw PythonError.value(
          "%s: values within values (expected: at most %d deep)".formatted(path, DEEPEST));
    }
  }

  private static PythonError refused(Object value, String path) {
    return PythonError.value(
        "%s: a value of %s (expected: text, number, boolean, null, list or map)"
            .formatted(path, value.getClass().getName()));
  }
}
