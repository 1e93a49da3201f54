package dev.tutti.template.python;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods of lists and tuples: a fixed table; those that would change the list are refused. */
final class ListMethods {
  private static final Set<String> REFUSED =
      Set.of("append", "clear", "copy", "extend", "insert", "pop", "remove", "reverse", "sort");
  private static final String TO_A_NAMESPACE =
      " (write set ns.all = ns.all + [x], with ns = namespace(all=[]) before the loop)";
  private static final Map<String, String> INSTEAD =
      Map.of(
          "append", TO_A_NAMESPACE,
          "extend", TO_A_NAMESPACE,
          "insert", TO_A_NAMESPACE,
          "reverse", " (use the filter reverse)",
          "sort", " (use the filter sort)");
  private static final Parameters VALUE = Parameters.of("value");

  private ListMethods() {}

  static Optional<Object> find(List<?> self, String name) {
    return switch (name) {
      case "count" ->
          Optional.of(new Method(name, VALUE, (args, meter) -> count(self, args, meter)));
      case "index" ->
          Optional.of(new Method(name, VALUE, (args, meter) -> index(self, args, meter)));
      case String other when REFUSED.contains(other) ->
          throw PythonError.type(
              "the method '%s' of lists is not supported: values do not change%s"
                  .formatted(other, INSTEAD.getOrDefault(other, "")));
      case String _ -> Optional.empty();
    };
  }

  private static long count(List<?> self, Bound args, Meter meter) {
    meter.charge(self.size());
    return self.stream().filter(each -> Comparisons.equal(each, args.value(0), meter)).count();
  }

  private static long index(List<?> self, Bound args, Meter meter) {
    meter.charge(self.size());
    for (int i = 0; i < self.size(); i++) {
      if (Comparisons.equal(self.get(i), args.value(0), meter)) {
        return i;
      }
    }
    throw PythonError.type("index(): the value is not in the list");
  }
}
