package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Items;
import dev.tutti.template.python.Undefined;
import java.util.List;

/** Expressions that look into values. */
public sealed interface Access extends Expr {

  private static Object present(Expr owner, Frame frame) {
    try {
      return Undefined.present(owner.value(frame));
    } catch (Fault fault) {
      throw TemplateException.at(owner.place(), fault);
    }
  }

  /** {@code a.name}. */
  record Attribute(Expr owner, String name, Place place) implements Access {
    @Override
    public Object value(Frame frame) {
      var value = present(owner, frame);
      try {
        frame.meter().step();
        return Items.attribute(value, name);
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(owner);
    }
  }

  /** {@code a[key]}. */
  record Item(Expr owner, Expr key, Place place) implements Access {
    @Override
    public Object value(Frame frame) {
      var value = present(owner, frame);
      var wanted = key.value(frame);
      try {
        frame.meter().step();
        return Items.item(value, wanted, frame.meter());
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(owner, key);
    }
  }

  /** {@code a[start:stop:step]}; what is not written is the constant None. */
  record Slice(Expr owner, Expr start, Expr stop, Expr step, Place place) implements Access {
    @Override
    public Object value(Frame frame) {
      var value = owner.value(frame);
      var from = start.value(frame);
      var to = stop.value(frame);
      var by = step.value(frame);
      try {
        return Items.slice(value, from, to, by, frame.meter());
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(owner, start, stop, step);
    }
  }
}
