package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Dict;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Undefined;
import dev.tutti.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Names and literals. */
public sealed interface Atom extends Expr {

  /** A literal number, text, boolean or None. */
  record Constant(Object value, TemplatePosition position) implements Atom {
    @Override
    public Object value(RenderContext context) {
      return value;
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /**
   * A name.
   *
   * @param name interned
   */
  record Name(String name, TemplatePosition position) implements Atom {
    @Override
    public Object value(RenderContext context) {
      var found = context.scope().find(name);
      return found != null ? found : missing(context.scope());
    }

    private Undefined missing(VariableScope scope) {
      return Undefined.because(
          () ->
              "'%s' is not defined%s".formatted(name, Nearest.advice(name, scope.visibleNames())));
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code [a, b]}. */
  record ListOf(List<Expr> parts, TemplatePosition position) implements Atom {
    @Override
    public Object value(RenderContext context) {
      return values(parts, context, position);
    }
  }

  /** {@code (a, b)}. */
  record TupleOf(List<Expr> parts, TemplatePosition position) implements Atom {
    @Override
    public Object value(RenderContext context) {
      return Tuple.of(values(parts, context, position));
    }
  }

  private static List<Object> values(
      List<Expr> parts, RenderContext context, TemplatePosition position) {
    try {
      context.meter().charge(parts.size());
      var values = new ArrayList<Object>(parts.size());
      for (var each : parts) {
        values.add(each.value(context));
      }
      return values;
    } catch (PythonError error) {
      throw TemplateException.at(position, error);
    }
  }

  /** {@code {a: b}}. */
  record DictOf(List<Expr> keys, List<Expr> values, TemplatePosition position) implements Atom {
    @Override
    public Object value(RenderContext context) {
      try {
        var map = new LinkedHashMap<Object, Object>();
        for (int i = 0; i < keys.size(); i++) {
          Dict.put(map, keys.get(i).value(context), values.get(i).value(context), context.meter());
        }
        return map;
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      var parts = new ArrayList<>(keys);
      parts.addAll(values);
      return parts;
    }
  }
}
