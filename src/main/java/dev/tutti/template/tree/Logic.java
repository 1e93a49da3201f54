package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Comparing;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Truth;
import dev.tutti.template.python.Undefined;
import java.util.ArrayList;
import java.util.List;

/** Expressions that decide. */
public sealed interface Logic extends Expr {

  /** Whether the value of an expression is true. */
  static boolean holds(Expr expr, Frame frame) {
    try {
      frame.meter().step();
      return Truth.of(expr.value(frame));
    } catch (Fault fault) {
      throw TemplateException.at(expr.place(), fault);
    }
  }

  /** {@code not a}. */
  record Not(Expr operand, Place place) implements Logic {
    @Override
    public Object value(Frame frame) {
      return !holds(operand, frame);
    }

    @Override
    public List<Expr> parts() {
      return List.of(operand);
    }
  }

  /** {@code a and b} or {@code a or b}: the first operand that decides. */
  record Junction(boolean and, Expr left, Expr right, Place place) implements Logic {
    @Override
    public Object value(Frame frame) {
      var first = left.value(frame);
      try {
        frame.meter().step();
        return Truth.of(first) == and ? right.value(frame) : first;
      } catch (Fault fault) {
        throw TemplateException.at(left.place(), fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** {@code a if b else c}. */
  record Choice(Expr test, Expr then, Expr otherwise, Place place) implements Logic {
    @Override
    public Object value(Frame frame) {
      return holds(test, frame) ? then.value(frame) : otherwise.value(frame);
    }

    @Override
    public List<Expr> parts() {
      return List.of(test, then, otherwise);
    }
  }

  /** Value of an inline {@code if} without {@code else} when it does not hold. */
  record Nothing(Place place) implements Logic {
    @Override
    public Object value(Frame frame) {
      return Undefined.blank(() -> "an inline if that does not hold has no else");
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code a < b}, {@code a in b}, ... */
  record Comparison(Expr left, String operator, Expr right, Place place) implements Logic {
    @Override
    public Object value(Frame frame) {
      return compare(operator, left.value(frame), right.value(frame), frame, place);
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** {@code a < b <= c}: each operand is computed once, and none after the first that fails. */
  record Chain(Expr first, List<String> operators, List<Expr> rest, Place place) implements Logic {
    @Override
    public Object value(Frame frame) {
      var left = first.value(frame);
      for (int i = 0; i < rest.size(); i++) {
        var right = rest.get(i).value(frame);
        if (!compare(operators.get(i), left, right, frame, place)) {
          return false;
        }
        left = right;
      }
      return true;
    }

    @Override
    public List<Expr> parts() {
      var parts = new ArrayList<>(rest);
      parts.addFirst(first);
      return parts;
    }
  }

  private static boolean compare(
      String operator, Object left, Object right, Frame frame, Place place) {
    try {
      return switch (operator) {
        case "in" -> Comparing.contains(right, left, frame.meter());
        case "not in" -> !Comparing.contains(right, left, frame.meter());
        default -> Comparing.holds(operator, left, right, frame.meter());
      };
    } catch (Fault fault) {
      throw TemplateException.at(place, fault);
    }
  }
}
