package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Dict;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Nearest;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Names and literals. */
public sealed interface Atom extends Expr {

  /** A literal number, text, boolean or None. */
  record Constant(Object value, Place place) implements Atom {
    @Override
    public Object value(Frame frame) {
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
  record Name(String name, Place place) implements Atom {
    @Override
    public Object value(Frame frame) {
      var found = frame.scope().find(name);
      return found != null ? found : missing(frame.scope());
    }

    private Undefined missing(Scope scope) {
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
  record ListOf(List<Expr> parts, Place place) implements Atom {
    @Override
    public Object value(Frame frame) {
      return values(parts, frame, place);
    }
  }

  /** {@code (a, b)}. */
  record TupleOf(List<Expr> parts, Place place) implements Atom {
    @Override
    public Object value(Frame frame) {
      return Tuple.of(values(parts, frame, place));
    }
  }

  private static List<Object> values(List<Expr> parts, Frame frame, Place place) {
    try {
      frame.meter().charge(parts.size());
      var values = new ArrayList<Object>(parts.size());
      for (var each : parts) {
        values.add(each.value(frame));
      }
      return values;
    } catch (Fault fault) {
      throw TemplateException.at(place, fault);
    }
  }

  /** {@code {a: b}}. */
  record DictOf(List<Expr> keys, List<Expr> values, Place place) implements Atom {
    @Override
    public Object value(Frame frame) {
      try {
        var map = new LinkedHashMap<Object, Object>();
        for (int i = 0; i < keys.size(); i++) {
          Dict.put(map, keys.get(i).value(frame), values.get(i).value(frame), frame.meter());
        }
        return map;
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
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
