package dev.tutti.template.tree;

import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.Operators;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.TextBuilder;
import dev.tutti.template.python.Undefined;
import java.util.List;

/** Expressions that compute. */
public sealed interface Calculation extends Expr {

  /** {@code a + b} and its kin. */
  record Binary(String operator, Expr left, Expr right, TemplatePosition position)
      implements Calculation {
    @Override
    public Object value(RenderContext context) {
      var one = left.value(context);
      var other = right.value(context);
      try {
        context.meter().step();
        return apply(
            Undefined.presentOrBlank(one), Undefined.presentOrBlank(other), context.meter());
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    private Object apply(Object one, Object other, Meter meter) {
      return switch (operator) {
        case "+" -> Operators.add(one, other, meter);
        case "-" -> Operators.subtract(one, other);
        case "*" -> Operators.multiply(one, other, meter);
        case "/" -> Operators.divide(one, other);
        case "//" -> Operators.divideDown(one, other);
        case "%" -> Operators.remainder(one, other, meter);
        default -> Operators.power(one, other);
      };
    }

    @Override
    public List<Expr> parts() {
      return List.of(left, right);
    }
  }

  /** {@code -a} or {@code +a}. */
  record Sign(boolean minus, Expr operand, TemplatePosition position) implements Calculation {
    @Override
    public Object value(RenderContext context) {
      var value = operand.value(context);
      try {
        context.meter().step();
        return minus ? Operators.negate(value) : Operators.plus(value);
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(operand);
    }
  }

  /** {@code a ~ b ~ c}: all as text. */
  record Joined(List<Expr> parts, TemplatePosition position) implements Calculation {
    @Override
    public Object value(RenderContext context) {
      try {
        var joined = new TextBuilder(context.meter());
        for (var each : parts) {
          joined.add(Printing.text(each.value(context), context.meter()));
        }
        return joined.toString();
      } catch (PythonError error) {
        throw TemplateException.at(position, error);
      }
    }
  }
}
