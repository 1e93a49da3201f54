package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Args;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Invocable;
import dev.tutti.template.python.Types;
import java.util.ArrayList;
import java.util.List;

/** Calls, filters and tests. */
public sealed interface Invocation extends Expr {

  /** {@code a(...)}. */
  record Call(Expr callee, Arguments arguments, Place place) implements Invocation {
    @Override
    public Object value(Frame frame) {
      return invoke(frame, arguments.evaluate(frame));
    }

    Object invoke(Frame frame, Args args) {
      var called = callee.value(frame);
      try {
        frame.meter().step();
        if (called instanceof Invocable invocable) {
          return invocable.invoke(args, frame.meter());
        }
        throw Fault.type(Types.name(called) + " cannot be called");
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return with(callee, arguments);
    }
  }

  /** {@code a | name(...)}. */
  record Filtered(Expr operand, Filter filter, Arguments arguments, Place place)
      implements Invocation {
    @Override
    public Object value(Frame frame) {
      return apply(operand.value(frame), frame);
    }

    Object apply(Object value, Frame frame) {
      var args = arguments.evaluate(frame);
      try {
        return filter.apply(value, args, frame.run());
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return with(operand, arguments);
    }
  }

  /** {@code a is name(...)}. */
  record Tested(Expr operand, Test test, Arguments arguments, Place place) implements Invocation {
    @Override
    public Object value(Frame frame) {
      var value = operand.value(frame);
      var args = arguments.evaluate(frame);
      try {
        return test.holds(value, args, frame.run());
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
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
