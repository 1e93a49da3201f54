package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Items;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Undefined;
import java.util.List;

/** Expressions that look into values. */
public sealed interface MemberAccess extends Expr {

  private static Object present(Expr owner, RenderContext context) {
    try {
      return Undefined.present(owner.value(context));
    } catch (PythonError error) {
      throw TemplateException.at(owner.position(), error);
    }
  }

  /** {@code a.name}. */
  record Attribute(Expr owner, String name, TemplatePosition position) implements MemberAccess {
    @Override
    public Object value(RenderContext context) {
      var value = present(owner, context);
      try {
        context.meter().step();
        return Items.attribute(value, name);
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(owner);
    }
  }

  /** {@code a[key]}. */
  record Item(Expr owner, Expr key, TemplatePosition position) implements MemberAccess {
    @Override
    public Object value(RenderContext context) {
      var value = present(owner, context);
      var wanted = key.value(context);
      try {
        context.meter().step();
        return Items.item(value, wanted, context.meter());
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(owner, key);
    }
  }

  /** {@code a[start:stop:step]}; what is not written is the constant None. */
  record Slice(Expr owner, Expr start, Expr stop, Expr step, TemplatePosition position)
      implements MemberAccess {
    @Override
    public Object value(RenderContext context) {
      var value = owner.value(context);
      var from = start.value(context);
      var to = stop.value(context);
      var by = step.value(context);
      try {
        return Items.slice(value, from, to, by, context.meter());
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(owner, start, stop, step);
    }
  }
}
