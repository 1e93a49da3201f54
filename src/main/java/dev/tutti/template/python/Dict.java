package dev.tutti.template.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dictionaries are Java maps; here is where Python's notion of equal keys (1, 1.0, True) is. */
public final class Dict {
  private Dict() {}

  /** A value by its key. */
  public static Optional<Object> find(Map<?, ?> map, Object key, Meter meter) {
    if (key instanceof String) {
      return Optional.ofNullable(map.get(key));
    }
    return Optional.ofNullable(map.get(sameKey(map, hashable(key, meter), meter)));
  }

  /** Puts a value under a key; one that is equal already stays the key. */
  public static void put(Map<Object, Object> map, Object key, Object value, Meter meter) {
    meter.step();
    map.put(key instanceof String ? key : sameKey(map, hashable(key, meter), meter), value);
  }

  private static Object sameKey(Map<?, ?> map, Object key, Meter meter) {
    if (!(key instanceof Number || key instanceof Boolean || key instanceof List)) {
      return key instanceof Markup marked ? marked.text() : key;
    }
    for (Object each : map.keySet()) {
      if (Comparisons.equal(each, key, meter)) {
        return each;
      }
    }
    return key;
  }

  /**
   * The value, if it may be a key; throws a {@link PythonError} otherwise. Charges a step for
   * everything within it, which is as much as its hash costs: tuples of the same tuple twice, forty
   * times over, have 2^40 elements.
   */
  public static Object hashable(Object key, Meter meter) {
    meter.step();
    return switch (key) {
      case Undefined missing -> Undefined.presentOrBlank(missing);
      case Tuple tuple -> {
        tuple.forEach(each -> hashable(each, meter));
        yield tuple;
      }
      case List<?> _, Map<?, ?> _ ->
          throw PythonError.type(
              Types.name(key) + " as a key (expected: a string, number or tuple)");
      case Object other -> other;
    };
  }
}
