package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.CodePoints;
import dev.tutti.template.python.Comparisons;
import dev.tutti.template.python.Dict;
import dev.tutti.template.python.DictMethods;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Markup;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.None;
import dev.tutti.template.python.OneTimeIterable;
import dev.tutti.template.python.Operators;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import dev.tutti.template.tree.Filter.Trait;
import dev.tutti.template.tree.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that look at lists, or cut them. */
final class ListFilters {
  private ListFilters() {}

  static void add(Filters filters) {
    filters.put("length", (value, _, run) -> Iteration.length(value, run.meter()));
    filters.put("count", (value, _, run) -> Iteration.length(value, run.meter()));
    filters.put("first", (value, _, run) -> first(value, run));
    filters.put("last", (value, _, run) -> last(value, run));
    filters.put("list", (value, _, run) -> new ArrayList<>(Iteration.elements(value, run.meter())));
    filters.put("items", Trait.TAKES_UNDEFINED, ListFilters::items);
    filters.put("reverse", (value, _, run) -> reverse(value, run));
    filters.put("join d= attribute=", TextFilters::join);
    filters.put("sum attribute= start=", ListFilters::sum);
    filters.put("batch linecount fill_with=", ListFilters::batch);
    filters.put("slice slices fill_with=", ListFilters::slice);
    filters.put("unique case_sensitive= attribute=", ListFilters::unique);
  }

  private static Object first(Object value, Run run) {
    var all = Iteration.of(value, run.meter());
    return all.hasNext() ? all.next() : missing("no first item: the sequence is empty");
  }

  private static Object last(Object value, Run run) {
    var all = Iteration.elements(reversible(value), run.meter());
    return all.isEmpty() ? missing("no last item: the sequence is empty") : all.getLast();
  }

  private static Object reversible(Object value) {
    if (value instanceof OneTimeIterable) {
      throw PythonError.type("a generator has no last item (use the filter list before)");
    }
    return value;
  }

  private static Undefined missing(String message) {
    return Undefined.because(() -> message);
  }

  private static Object items(Object value, Bound args, Run run) {
    return switch (value) {
      case Undefined _ -> new OneTimeIterable(List.of());
      case Map<?, ?> map ->
          new OneTimeIterable(DictMethods.items(map, run.meter()).stream().toList());
      case Object other ->
          throw PythonError.type("items: " + Types.name(other) + " (expected: a dict)");
    };
  }

  private static Object reverse(Object value, Run run) {
    if (value instanceof String text) {
      return CodePoints.reversed(text, run.meter());
    }
    if (value instanceof Markup marked) {
      return new Markup(CodePoints.reversed(marked.text(), run.meter()));
    }
    var all = new ArrayList<>(Iteration.elements(value, run.meter()));
    Collections.reverse(all);
    return value instanceof OneTimeIterable ? all : new OneTimeIterable(all);
  }

  private static Object sum(Object value, Bound args, Run run) {
    Object sum = args.value(1, 0L);
    if (Types.isText(sum)) {
      throw PythonError.type("sum: a string to start with (use join)");
    }
    var all = Attributes.each(Iteration.elements(value, run.meter()), args, 0, run);
    for (var each : all) {
      sum = Operators.add(sum, Undefined.present(each), run.meter());
    }
    return sum;
  }

  private static Object batch(Object value, Bound args, Run run) {
    long size = args.integer(0);
    var batches = new ArrayList<Object>();
    List<Object> batch = new ArrayList<>();
    for (var each : Iteration.elements(value, run.meter())) {
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(each);
    }
    if (!batch.isEmpty()) {
      long missing = args.hasSome(1) ? Math.max(size - batch.size(), 0) : 0;
      run.meter().charge(missing);
      batch.addAll(Collections.nCopies((int) missing, args.value(1, None.NONE)));
      batches.add(batch);
    }
    return new OneTimeIterable(batches);
  }

  private static Object slice(Object value, Bound args, Run run) {
    var all = Iteration.elements(value, run.meter());
    long slices = args.integer(0);
    if (slices < 1) {
      throw PythonError.type("slice: %d slices (expected: at least 1)".formatted(slices));
    }
    run.meter().charge(slices);
    var parts = new ArrayList<Object>();
    int size = (int) (all.size() / slices);
    long longer = all.size() % slices;
    int from = 0;
    for (int i = 0; i < slices; i++) {
      int to = from + size + (i < longer ? 1 : 0);
      var part = new ArrayList<>(all.subList(from, to));
      if (args.hasSome(1) && i >= longer) {
        part.add(args.value(1));
      }
      parts.add(part);
      from = to;
    }
    return new OneTimeIterable(parts);
  }

  private static Object unique(Object value, Bound args, Run run) {
    var key = Attributes.key(args, 1, args.truth(0, false), run);
    var unique = new ArrayList<Object>();
    var seen = new HashSet<Object>();
    for (var each : Iteration.elements(value, run.meter())) {
      if (isNew(key.apply(each), seen, run.meter())) {
        unique.add(each);
      }
    }
    return new OneTimeIterable(unique);
  }

  /** Numbers are compared by value, so that 1, 1.0 and true are the same. */
  private static boolean isNew(Object key, Set<Object> seen, Meter meter) {
    return seen.add(
        switch (Dict.hashable(key, meter)) {
          case Boolean truth -> truth ? 1L : 0L;
          case Double number when number == Math.rint(number) && Math.abs(number) < 1e18 ->
              number.longValue();
          case Tuple tuple -> new TupleKey(tuple, tuple.hashCode(), meter);
          case Object other -> other;
        });
  }

  /**
   * A tuple as a key. Tuples have no order that a hash table could fall back on, so those of the
   * same hash, which callers can make, are compared one by one: every comparison is charged.
   */
  private record TupleKey(Tuple tuple, int hash, Meter meter) {
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof TupleKey that && Comparisons.equal(tuple, that.tuple, meter);
    }
  }
}
