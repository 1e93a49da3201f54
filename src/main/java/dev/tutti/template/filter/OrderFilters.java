package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Comparisons;
import dev.tutti.template.python.DictMethods;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.None;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import dev.tutti.template.tree.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Filters that compare elements: sorting, grouping, the smallest and the largest. */
final class OrderFilters {
  /** An element and what it is ordered by. */
  private record Keyed(Object key, Object element) {}

  private OrderFilters() {}

  static void add(Filters filters) {
    filters.put("sort reverse= case_sensitive= attribute=", OrderFilters::sort);
    filters.put("dictsort case_sensitive= by= reverse=", OrderFilters::dictsort);
    filters.put("groupby attribute default= case_sensitive=", OrderFilters::groupby);
    filters.put(
        "min case_sensitive= attribute=", (value, args, run) -> extreme(value, args, -1, run));
    filters.put(
        "max case_sensitive= attribute=", (value, args, run) -> extreme(value, args, 1, run));
  }

  private static Object sort(Object value, Bound args, Run run) {
    var key = keys(args, args.truth(1, false), run);
    return sorted(Iteration.elements(value, run.meter()), key, args.truth(0, false), run);
  }

  private static UnaryOperator<Object> keys(Bound args, boolean caseSensitive, Run run) {
    if (!args.hasSome(2) || !Types.isText(args.value(2))) {
      return Attributes.key(args, 2, caseSensitive, run);
    }
    var getters = new ArrayList<UnaryOperator<Object>>();
    run.meter().charge(args.text(2).length());
    for (var each : args.text(2).split(",", -1)) {
      getters.add(Attributes.getter(each, run));
    }
    return element -> {
      var keys = new ArrayList<Object>(getters.size());
      for (var each : getters) {
        var key = each.apply(element);
        keys.add(caseSensitive ? key : Attributes.small(key, run));
      }
      return keys.size() == 1 ? keys.getFirst() : keys;
    };
  }

  private static List<Object> sorted(
      List<Object> all, UnaryOperator<Object> key, boolean reverse, Run run) {
    var sorted = new ArrayList<Object>(all.size());
    keyed(all, key, reverse, run).forEach(each -> sorted.add(each.element));
    return sorted;
  }

  private static List<Keyed> keyed(
      List<Object> all, UnaryOperator<Object> key, boolean reverse, Run run) {
    var keyed = new ArrayList<Keyed>(all.size());
    for (var each : all) {
      keyed.add(new Keyed(Undefined.present(key.apply(each)), each));
    }
    Comparator<Keyed> order = (one, other) -> Comparisons.order(one.key, other.key, run.meter());
    keyed.sort(reverse ? order.reversed() : order);
    return keyed;
  }

  private static Object dictsort(Object value, Bound args, Run run) {
    if (!(value instanceof Map<?, ?> map)) {
      throw PythonError.type("dictsort: " + Types.name(value) + " (expected: a dict)");
    }
    var by = args.text(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw PythonError.type("dictsort: by '" + by + "' (expected: key or value)");
    }
    int index = by.equals("key") ? 0 : 1;
    boolean caseSensitive = args.truth(0, false);
    UnaryOperator<Object> key =
        pair -> {
          var part = ((Tuple) pair).get(index);
          return caseSensitive ? part : Attributes.small(part, run);
        };
    var pairs = new ArrayList<>(DictMethods.items(map, run.meter()));
    return sorted(pairs, key, args.truth(2, false), run);
  }

  private static Object groupby(Object value, Bound args, Run run) {
    var otherwise = args.hasSome(1) ? Optional.of(args.value(1)) : Optional.<Object>empty();
    var real = Attributes.getter(args.value(0), otherwise.orElse(null), run);
    UnaryOperator<Object> key =
        args.truth(2, false) ? real : each -> Attributes.small(real.apply(each), run);
    var groups = new ArrayList<Object>();
    List<Object> group = new ArrayList<>();
    Object last = None.NONE;
    for (var each : keyed(Iteration.elements(value, run.meter()), key, false, run)) {
      if (group.isEmpty() || !Comparisons.equal(last, each.key, run.meter())) {
        group = new ArrayList<>();
        groups.add(Tuple.group(real.apply(each.element), group));
      }
      group.add(each.element);
      last = each.key;
    }
    return groups;
  }

  private static Object extreme(Object value, Bound args, int sign, Run run) {
    var key = Attributes.key(args, 1, args.truth(0, false), run);
    var all = Iteration.elements(value, run.meter());
    if (all.isEmpty()) {
      return Undefined.because(() -> "no smallest or largest item: the sequence is empty");
    }
    Object best = all.getFirst();
    Object bestKey = Undefined.present(key.apply(best));
    for (var each : all.subList(1, all.size())) {
      var other = Undefined.present(key.apply(each));
      if (Comparisons.order(other, bestKey, run.meter()) * sign > 0) {
        best = each;
        bestKey = other;
      }
    }
    return best;
  }
}
