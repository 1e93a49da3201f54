package dev.tutti.template.filter;

import dev.tutti.template.python.Args;
import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.None;
import dev.tutti.template.python.OneTimeIterable;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Truth;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import dev.tutti.template.tree.Filter;
import dev.tutti.template.tree.Run;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters that choose elements or values, and {@code map}. */
final class ChoiceFilters {
  private ChoiceFilters() {}

  static void add(Filters filters) {
    filters.putOpen("map", (value, args, run) -> map(value, args.args(), run));
    filters.putOpen("select", (value, args, run) -> choose(value, args.args(), false, true, run));
    filters.putOpen("reject", (value, args, run) -> choose(value, args.args(), false, false, run));
    filters.putOpen(
        "selectattr", (value, args, run) -> choose(value, args.args(), true, true, run));
    filters.putOpen(
        "rejectattr", (value, args, run) -> choose(value, args.args(), true, false, run));
  }

  static Object otherwise(Object value, Bound args, Run run) {
    boolean missing = value instanceof Undefined || (args.truth(1, false) && !Truth.of(value));
    return missing ? args.value(0, "") : value;
  }

  private static Object map(Object value, Args args, Run run) {
    var mapped = new ArrayList<Object>();
    var all = Iteration.elements(value, run.meter());
    if (all.isEmpty()) {
      return new OneTimeIterable(mapped);
    }
    var change = change(args, run);
    for (var each : all) {
      run.meter().step();
      mapped.add(change.apply(each));
    }
    return new OneTimeIterable(mapped);
  }

  private static UnaryOperator<Object> change(Args args, Run run) {
    if (!args.positional().isEmpty()) {
      var filter = filter(args.positional().getFirst());
      return each -> filter.apply(each, args.skip(1), run);
    }
    if (!args.named().containsKey("attribute")
        || !Set.of("attribute", "default").containsAll(args.named().keySet())) {
      throw PythonError.type("map: the name of a filter, or attribute=..., is missing");
    }
    var otherwise =
        Optional.ofNullable(args.named().get("default")).filter(each -> each != None.NONE);
    return Attributes.getter(args.named().get("attribute"), otherwise.orElse(null), run);
  }

  private static Filter filter(Object name) {
    return named(Types.text(name, "map"), "filter", Filters.ALL);
  }

  private static <T> T named(String name, String kind, Map<String, T> all) {
    var found = all.get(name);
    if (found == null) {
      throw PythonError.type(
          "no %s named '%s'%s".formatted(kind, name, Nearest.advice(name, all.keySet())));
    }
    return found;
  }

  private static Object choose(
      Object value, Args args, boolean attribute, boolean wanted, Run run) {
    var chosen = new ArrayList<Object>();
    var all = Iteration.elements(value, run.meter());
    if (all.isEmpty()) {
      return new OneTimeIterable(chosen);
    }
    var test = attribute ? attributeTest(args, run) : test(args, run);
    for (var each : all) {
      run.meter().step();
      if (test.test(each) == wanted) {
        chosen.add(each);
      }
    }
    return new OneTimeIterable(chosen);
  }

  private static Predicate<Object> attributeTest(Args args, Run run) {
    if (args.positional().isEmpty()) {
      throw PythonError.type("selectattr, rejectattr: the name of the attribute is missing");
    }
    var getter = Attributes.getter(args.positional().getFirst(), run);
    var test = test(args.skip(1), run);
    return each -> test.test(getter.apply(each));
  }

  private static Predicate<Object> test(Args args, Run run) {
    if (args.positional().isEmpty()) {
      return Truth::of;
    }
    var name = Types.text(args.positional().getFirst(), "the name of a test");
    var test = named(name, "test", TestFunctions.ALL);
    return each -> test.holds(each, args.skip(1), run);
  }
}
