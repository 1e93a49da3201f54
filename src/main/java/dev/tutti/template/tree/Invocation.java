package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Args;
import dev.tutti.template.python.Invocable;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Types;
import java.util.ArrayList;
import java.util.List;

/** Calls, filters and tests. */
public sealed interface Invocation extends Expr {

  /** {@code a(...)}. */
  record Call(Expr callee, Arguments arguments, TemplatePosition position) implements Invocation {
    @Override
    public Object value(RenderContext context) {
      return invoke(context, arguments.evaluate(context));
    }

    Object invoke(RenderContext context, Args args) {
      var called = callee.value(context);
      try {
        context.meter().step();
        if (called instanceof Invocable invocable) {
          return invocable.invoke(args, context.meter());
        }
        throw PythonError.type(Types.name(called) + " cannot be called");
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return with(callee, arguments);
    }
  }

  /** {@code a | name(...)}. */
  record Filtered(Expr operand, Filter filter, Arguments arguments, TemplatePosition position)
      implements Invocation {
    @Override
    public Object value(RenderContext context) {
      return apply(operand.value(context), context);
    }

    Object apply(Object value, RenderContext context) {
      var args = arguments.evaluate(context);
      try {
        return filter.apply(value, args, context.run());
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return with(operand, arguments);
    }
  }

  /** {@code a is name(...)}. */
  record Tested(Expr operand, TestFunction test, Arguments arguments, TemplatePosition position)
      implements Invocation {
    @Override
    public Object value(RenderContext context) {
      var value = operand.value(context);
      var args = arguments.evaluate(context);
      try {
        return test.holds(value, args, context.run());
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return with(operand, arguments);
    }
  }

  private static List<Expr> with(Expr first, Arguments arguments) {
    var parts = new ArrayList<Expr>(arguments.parts());
    parts.addFirst(first);
    return parts;
  }
}
