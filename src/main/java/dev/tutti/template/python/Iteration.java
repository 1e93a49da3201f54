package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Going through whatever can be gone through: texts by code points, dictionaries by keys. */
public final class Iteration {
  private Iteration() {}

  /** The elements one by one; whoever asks for them charges the meter. */
  @SuppressWarnings("unchecked")
  public static Iterator<Object> of(Object value, Meter meter) {
    return switch (value) {
      case List<?> list -> (Iterator<Object>) list.iterator();
      case OneTimeIterable once -> once;
      case Object other -> elements(other, meter).iterator();
    };
  }

  /** All elements, in the list itself when the value is one: not to be changed. */
  @SuppressWarnings("unchecked")
  public static List<Object> elements(Object value, Meter meter) {
    return switch (value) {
      case List<?> list -> {
        meter.charge(list.size());
        yield (List<Object>) list;
      }
      case Map<?, ?> map -> {
        meter.charge(map.size());
        yield new ArrayList<>(map.keySet());
      }
      case View view -> {
        meter.charge(view.size());
        yield view.elements();
      }
      case OneTimeIterable once -> once.drain(meter);
      case Undefined missing -> {
        missing.requireBlank();
        yield List.of();
      }
      case String text -> CodePoints.each(text, meter);
      case Markup marked -> CodePoints.each(marked.text(), meter);
      case Object other ->
          throw PythonError.type(Types.name(other) + " cannot be gone through (expected: a list)");
    };
  }

  /** Whether the value can be gone through. */
  public static boolean possible(Object value) {
    return Undefined.presentOrBlank(value) instanceof Undefined
        || value instanceof List
        || value instanceof Map
        || value instanceof View
        || value instanceof OneTimeIterable
        || Types.isText(value);
  }

  /** The number of elements. */
  public static long length(Object value, Meter meter) {
    return switch (value) {
      case String text -> length(text, meter);
      case Markup marked -> length(marked.text(), meter);
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case View view -> view.size();
      case Undefined missing -> {
        missing.requireBlank();
        yield 0;
      }
      case Object other -> throw PythonError.type(Types.name(other) + " has no length");
    };
  }

  private static long length(String text, Meter meter) {
    meter.scan(text.length());
    return CodePoints.count(text);
  }
}
