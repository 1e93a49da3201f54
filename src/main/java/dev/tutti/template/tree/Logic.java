package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Comparisons;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Truth;
import dev.tutti.template.python.Undefined;
import java.util.ArrayList;
import java.util.List;

/** Expressions that decide. */
public sealed interface Logic extends Expr {

  /** Whether the value of an expression is true. */
  static boolean holds(Expr expr, RenderContext context) {
    try {
      context.meter().step();
      return Truth.of(expr.value(context));
    } catch (PythonError error) {
      throw TemplateException.at(expr.position(), error);
    }
  }

  /** {@code not a}. */
  record Not(Expr operand, TemplatePosition position) implements Logic {
    @Override
    public Object value(RenderContext context) {
      return !holds(operand, context);
    }

    @Override
    public List<Expr> parts() {
      return List.of(operand);
    }
  }

  /** {@code a and b} or {@code a or b}: the first operand that decides. */
  record Junction(boolean and, Expr left, Expr right, TemplatePosition position) implements Logic {
    @Override
    public Object value(RenderContext context) {
      var first = left.value(context);
      try {
        context.meter().step();
        return Truth.of(first) == and ? right.value(context) : first;
      } catch (PythonError error) {
        throw TemplateException.at(left.position(), error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** {@code a if b else c}. */
  record Choice(Expr test, Expr then, Expr otherwise, TemplatePosition position) implements Logic {
    @Override
    public Object value(RenderContext context) {
      return holds(test, context) ? then.value(context) : otherwise.value(context);
    }

    @Override
    public List<Expr> parts() {
      return List.of(test, then, otherwise);
    }
  }

  /** Value of an inline {@code if} without {@code else} when it does not hold. */
  record Nothing(TemplatePosition position) implements Logic {
    @Override
    public Object value(RenderContext context) {
      return Undefined.blank(() -> "an inline if that does not hold has no else");
    }

    @Override
    public List<Expr> parts() {
      return List.of();
    }
  }

  /** {@code a < b}, {@code a in b}, ... */
  record Comparison(Expr left, String operator, Expr right, TemplatePosition position)
      implements Logic {
    @Override
    public Object value(RenderContext context) {
      return compare(operator, left.value(context), right.value(context), context, position);
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** {@code a < b <= c}: each operand is computed once, and none after the first that fails. */
  record Chain(Expr first, List<String> operators, List<Expr> rest, TemplatePosition position)
      implements Logic {
    @Override
    public Object value(RenderContext context) {
      var left = first.value(context);
      for (int i = 0; i < rest.size(); i++) {
        var right = rest.get(i).value(context);
        if (!compare(operators.get(i), left, right, context, position)) {
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
      String operator,
      Object left,
      Object right,
      RenderContext context,
      TemplatePosition position) {
    try {
      return switch (operator) {
        case "in" -> Comparisons.contains(right, left, context.meter());
        case "not in" -> !Comparisons.contains(right, left, context.meter());
        default -> Comparisons.holds(operator, left, right, context.meter());
      };
    } catch (PythonError error) {
      throw TemplateException.at(position, error);
    }
  }
}
