package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Args;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The arguments of a call as they are written.
 *
 * @param positional those without a name
 * @param named those with a name
 * @param spread at most one {@code *list}
 * @param spreadNamed at most one {@code **dict}
 */
public record Arguments(
    List<Expr> positional, Map<String, Expr> named, List<Expr> spread, List<Expr> spreadNamed) {
  public static final Arguments NONE = new Arguments(List.of(), Map.of(), List.of(), List.of());

  public List<Expr> parts() {
    return Stream.of(positional, named.values(), spread, spreadNamed)
        .<Expr>flatMap(each -> each.stream())
        .toList();
  }

  /** Whether the number and the names of the arguments can be told from the template. */
  public boolean isPlain() {
    return spread.isEmpty() && spreadNamed.isEmpty();
  }

  Args evaluate(RenderContext context) {
    if (positional.isEmpty() && named.isEmpty() && isPlain()) {
      return Args.NONE;
    }
    charge(context);
    var list = new ArrayList<Object>(positional.size());
    for (var each : positional) {
      list.add(each.value(context));
    }
    for (var each : spread) {
      list.addAll(elements(each, context));
    }
    return new Args(list, named.isEmpty() && spreadNamed.isEmpty() ? Map.of() : named(context));
  }

  private void charge(RenderContext context) {
    try {
      context.meter().charge((long) positional.size() + named.size());
    } catch (PythonError error) {
      throw TemplateException.at(parts().getFirst().position(), error);
    }
  }

  private static List<Object> elements(Expr spread, RenderContext context) {
    try {
      return Iteration.elements(spread.value(context), context.meter());
    } catch (PythonError error) {
      throw TemplateException.at(spread.position(), error);
    }
  }

  private Map<String, Object> named(RenderContext context) {
    var values = new LinkedHashMap<String, Object>();
    named.forEach((name, each) -> values.put(name, each.value(context)));
    for (var each : spreadNamed) {
      try {
        spread(each.value(context), values, context.meter());
      } catch (PythonError error) {
        throw TemplateException.at(each.position(), error);
      }
    }
    return values;
  }

  private static void spread(Object value, Map<String, Object> into, Meter meter) {
    if (!(value instanceof Map<?, ?> map)) {
      throw PythonError.type(Types.name(value) + " after ** (expected: a dict)");
    }
    meter.charge(1 + map.size());
    map.forEach(
        (name, each) -> {
          if (into.put(Types.text(name, "a name after **"), each) != null) {
            throw PythonError.type("the argument '" + name + "' is given twice");
          }
        });
  }
}
