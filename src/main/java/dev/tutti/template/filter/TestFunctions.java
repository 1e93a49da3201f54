package dev.tutti.template.filter;

import dev.tutti.template.python.Comparisons;
import dev.tutti.template.python.Invocable;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Markup;
import dev.tutti.template.python.None;
import dev.tutti.template.python.Operators;
import dev.tutti.template.python.Parameters;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Texts;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import dev.tutti.template.tree.Run;
import dev.tutti.template.tree.TestFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The table of tests. */
public final class TestFunctions {
  public static final Map<String, TestFunction> ALL = table();

  private TestFunctions() {}

  private static Map<String, TestFunction> table() {
    var table = new HashMap<String, TestFunction>();
    kinds(table);
    numbers(table);
    comparisons(table);
    contents(table);
    return Map.copyOf(table);
  }

  private static void put(
      Map<String, TestFunction> table,
      String signature,
      boolean takesUndefined,
      TestFunction.Body body) {
    var parts = signature.split(" ", 2);
    var parameters = Parameters.of(parts.length > 1 ? parts[1] : "");
    table.put(parts[0], new TestFunction(parts[0], parameters, takesUndefined, body));
  }

  private static void kind(Map<String, TestFunction> table, String name, Predicate<Object> holds) {
    put(table, name, true, (value, _, _) -> holds.test(value));
  }

  private static void kinds(Map<String, TestFunction> table) {
    kind(table, "defined", value -> !(value instanceof Undefined));
    kind(table, "undefined", Undefined.class::isInstance);
    kind(table, "none", value -> value == None.NONE);
    kind(table, "string", Types::isText);
    kind(table, "number", value -> value instanceof Number || value instanceof Boolean);
    kind(table, "integer", Long.class::isInstance);
    kind(table, "float", Double.class::isInstance);
    kind(table, "boolean", Boolean.class::isInstance);
    kind(table, "true", Boolean.TRUE::equals);
    kind(table, "false", Boolean.FALSE::equals);
    kind(table, "mapping", Map.class::isInstance);
    kind(table, "sequence", TestFunctions::isSequence);
    kind(table, "callable", value -> value instanceof Invocable || value instanceof Undefined);
    kind(table, "escaped", Markup.class::isInstance);
    put(table, "iterable", false, (value, _, _) -> Iteration.possible(value));
  }

  private static boolean isSequence(Object value) {
    return value instanceof List
        || value instanceof Map
        || Types.isText(value)
        || (value instanceof Undefined missing && missing.isBlank());
  }

  private static void numbers(Map<String, TestFunction> table) {
    put(table, "odd", false, (value, _, run) -> rest(value, 2L, run) == 1);
    put(table, "even", false, (value, _, run) -> rest(value, 2L, run) == 0);
    put(
        table,
        "divisibleby num",
        false,
        (value, args, run) -> rest(value, args.value(0), run) == 0);
  }

  private static double rest(Object value, Object divisor, Run run) {
    return Operators.remainder(value, divisor, run.meter()) instanceof Number rest
        ? rest.doubleValue()
        : Double.NaN;
  }

  private static void comparisons(Map<String, TestFunction> table) {
    compare(table, "==", "eq", "equalto");
    compare(table, "!=", "ne");
    compare(table, ">", "gt", "greaterthan");
    compare(table, ">=", "ge");
    compare(table, "<", "lt", "lessthan");
    compare(table, "<=", "le");
    put(
        table,
        "in seq",
        false,
        (value, args, run) -> Comparisons.contains(args.value(0), value, run.meter()));
    put(table, "sameas other", true, (value, args, _) -> same(value, args.value(0)));
  }

  private static void compare(Map<String, TestFunction> table, String operator, String... names) {
    TestFunction.Body body =
        (value, args, run) -> Comparisons.holds(operator, value, args.value(0), run.meter());
    put(table, operator + " other", false, body);
    for (var name : names) {
      put(table, name + " other", false, body);
    }
  }

  /** Only what there is once in Python too can be told to be the same. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object value, Object other) {
    if (value instanceof Boolean || value == None.NONE || other instanceof Boolean) {
      return value.equals(other);
    }
    if (other == None.NONE || value.getClass() != other.getClass()) {
      return false;
    }
    if (value instanceof List || value instanceof Map || value instanceof Undefined) {
      return value == other;
    }
    if (value instanceof Long number && (!value.equals(other) || isShared(number))) {
      return value.equals(other);
    }
    throw PythonError.type(
        "sameas of %s (expected: true, false, none, a small integer, a list or a dict; use == otherwise)"
            .formatted(Types.name(value)));
  }

  /** Whether there is one object for all integers of this value in CPython. */
  private static boolean isShared(long number) {
    return number >= -5 && number <= 256;
  }

  private static void contents(Map<String, TestFunction> table) {
    put(
        table,
        "lower",
        false,
        (value, _, run) -> Texts.isCase(Printing.text(value, run.meter()), Character::isLowerCase));
    put(
        table,
        "upper",
        false,
        (value, _, run) -> Texts.isCase(Printing.text(value, run.meter()), Character::isUpperCase));
    put(table, "filter", false, (value, _, _) -> Filters.ALL.containsKey(name(value)));
    put(table, "test", false, (value, _, _) -> TestFunctions.ALL.containsKey(name(value)));
  }

  private static String name(Object value) {
    return Types.isText(value) ? Types.text(value, "test") : "";
  }
}
