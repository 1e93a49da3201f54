package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of dictionaries: a fixed table. They come before keys of the same name. */
public final class DictMethods {
  private static final Set<String> METHODS = Set.of("items", "keys", "values", "get");
  private static final Set<String> REFUSED =
      Set.of("clear", "copy", "fromkeys", "pop", "popitem", "setdefault", "update");
  private static final Parameters NONE = Parameters.of("");
  private static final Parameters GET = Parameters.of("key default=");

  private DictMethods() {}

  /** Whether an attribute of this name is a method of every dictionary, whatever its keys. */
  public static boolean isMethod(String name) {
    return METHODS.contains(name);
  }

  static Optional<Object> find(Map<?, ?> self, String name) {
    return switch (name) {
      case "items" -> Optional.of(new Method(name, NONE, (_, meter) -> items(self, meter)));
      case "keys" -> Optional.of(new Method(name, NONE, (_, meter) -> keys(self, meter)));
      case "values" -> Optional.of(new Method(name, NONE, (_, meter) -> values(self, meter)));
      case "get" -> Optional.of(new Method(name, GET, (args, meter) -> get(self, args, meter)));
      case String other when REFUSED.contains(other) ->
          throw PythonError.type(
              "'%1$s' is a method of dicts that is not supported (use ['%1$s'] for a key of that name)"
                  .formatted(other));
      case String _ -> Optional.empty();
    };
  }

  /** The entries as pairs. */
  public static View items(Map<?, ?> self, Meter meter) {
    meter.charge(self.size());
    var pairs = new ArrayList<Object>(self.size());
    self.forEach((key, value) -> pairs.add(Tuple.of(key, value)));
    return new View("dict_items", pairs);
  }

  private static View keys(Map<?, ?> self, Meter meter) {
    meter.charge(self.size());
    return new View("dict_keys", new ArrayList<>(self.keySet()));
  }

  private static View values(Map<?, ?> self, Meter meter) {
    meter.charge(self.size());
    return new View("dict_values", new ArrayList<>(self.values()));
  }

  private static Object get(Map<?, ?> self, Bound args, Meter meter) {
    return Dict.find(self, args.value(0), meter).orElseGet(() -> args.value(1, None.NONE));
  }
}
