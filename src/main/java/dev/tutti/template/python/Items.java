package dev.tutti.template.python;

import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Attributes, items and slices. Attributes of values are the keys of dictionaries and the methods
 * of fixed tables; a name that begins with two underscores is never there.
 */
public final class Items {
  private static final int MOST_NAMES = 200;

  private Items() {}

  /** {@code value.name}. */
  public static Object attribute(Object value, String name) {
    if (hidden(name)) {
      return missing(value, name);
    }
    return switch (value) {
      case Undefined missing -> throw missing.error();
      case Map<?, ?> map -> {
        var method = DictMethods.find(map, name);
        yield method.orElseGet(() -> key(map, name));
      }
      case AttributeOwner thing -> thing.attribute(name).orElseGet(() -> missing(value, name));
      case Object other -> method(other, name).orElseGet(() -> missing(other, name));
    };
  }

  private static boolean hidden(String name) {
    return name.startsWith("__");
  }

  private static Object key(Map<?, ?> map, String name) {
    Object found = map.get(name);
    return found == null ? missing(map, name) : found;
  }

  private static Optional<Object> method(Object value, String name) {
    return switch (value) {
      case String text -> TextMethods.find(text, name);
      case Markup _ when TextMethods.isMethod(name) ->
          throw PythonError.type("methods of escaped texts are not supported: " + name);
      case Tuple group when group.names().contains(name) ->
          Optional.of(group.get(group.names().indexOf(name)));
      case List<?> list -> ListMethods.find(list, name);
      case Object _ -> Optional.empty();
    };
  }

  /** {@code value[key]}. */
  public static Object item(Object value, Object key, Meter meter) {
    Undefined.present(value);
    Undefined.presentOrBlank(key);
    if (key instanceof String name && hidden(name)) {
      return missing(value, name);
    }
    var found = found(value, key, meter);
    if (found.isPresent()) {
      return found.get();
    }
    return key instanceof String name ? attribute(value, name) : missing(value, key, meter);
  }

  private static Optional<Object> found(Object value, Object key, Meter meter) {
    return switch (value) {
      case Map<?, ?> map -> Dict.find(map, key, meter);
      case List<?> list when Numbers.isInteger(key) -> index(key, list.size()).map(list::get);
      case String text when Numbers.isInteger(key) -> character(text, key, meter);
      case Markup marked when Numbers.isInteger(key) ->
          character(marked.text(), key, meter).map(each -> new Markup((String) each));
      case Object _ -> Optional.empty();
    };
  }

  private static Optional<Object> character(String text, Object key, Meter meter) {
    meter.scan(text.length());
    return index(key, CodePoints.count(text)).map(i -> CodePoints.part(text, i, i + 1));
  }

  private static Optional<Integer> index(Object key, int size) {
    long wanted = Numbers.integer(key);
    long index = wanted < 0 ? wanted + size : wanted;
    return index >= 0 && index < size ? Optional.of((int) index) : Optional.empty();
  }

  private static Undefined missing(Object value, Object key, Meter meter) {
    return Undefined.because(
        () -> "no item %s in %s".formatted(Printing.written(key, meter), Types.name(value)));
  }

  private static Undefined missing(Object value, String name) {
    return Undefined.because(
        () -> "'%s' is not in %s%s".formatted(name, Types.name(value), near(name, value)));
  }

  private static String near(String name, Object value) {
    return Nearest.advice(name, hidden(name) ? Set.of() : names(value));
  }

  private static Collection<String> names(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.keySet().stream()
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .limit(MOST_NAMES)
              .collect(Collectors.toSet());
      case AttributeOwner thing -> thing.attributes();
      case String _ -> TextMethods.names();
      case Object _ -> Set.of();
    };
  }

  /**
   * {@code value[start:stop:step]}, each of which may be None.
   *
   * @throws PythonError when the value has no slices
   */
  public static Object slice(Object value, Object start, Object stop, Object step, Meter meter) {
    var sliceBounds =
        SliceBounds.of(start, stop, step, Math.toIntExact(Iteration.length(value, meter)));
    return switch (value) {
      case String text -> slice(text, sliceBounds, meter);
      case Markup marked -> new Markup(slice(marked.text(), sliceBounds, meter));
      case Range range -> range.part(sliceBounds.from(), sliceBounds.to(), sliceBounds.by());
      case Tuple tuple -> Tuple.of(slice(tuple, sliceBounds, meter));
      case List<?> list -> slice(list, sliceBounds, meter);
      case Object other -> throw PythonError.type(Types.name(other) + " has no slices");
    };
  }

  private static String slice(String text, SliceBounds sliceBounds, Meter meter) {
    meter.text(text.length());
    if (sliceBounds.by() == 1) {
      return CodePoints.part(
          text, sliceBounds.from(), Math.max(sliceBounds.from(), sliceBounds.to()));
    }
    var characters = text.codePoints().toArray();
    var part = new StringBuilder();
    sliceBounds.forEach(index -> part.appendCodePoint(characters[index]));
    return part.toString();
  }

  private static List<Object> slice(List<?> list, SliceBounds sliceBounds, Meter meter) {
    meter.charge(list.size());
    var part = new ArrayList<Object>();
    sliceBounds.forEach(index -> part.add(list.get(index)));
    return part;
  }
}
