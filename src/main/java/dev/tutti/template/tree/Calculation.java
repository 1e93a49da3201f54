package dev.tutti.template.tree;

import dev.tutti.template.api.Place;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.python.Fault;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.Operators;
import dev.tutti.template.python.Printing;
import dev.tutti.template.python.TextBuilder;
import dev.tutti.template.python.Undefined;
import java.util.List;

/** Expressions that compute. */
public sealed interface Calculation extends Expr {

  /** {@code a + b} and its kin. */
  record Binary(String operator, Expr left, Expr right, Place place) implements Calculation {
    @Override
    public Object value(Frame frame) {
      var one = left.value(frame);
      var other = right.value(frame);
      try {
        frame.meter().step();
        return apply(Undefined.presentOrBlank(one), Undefined.presentOrBlank(other), frame.meter());
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
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
  record Sign(boolean minus, Expr operand, Place place) implements Calculation {
    @Override
    public Object value(Frame frame) {
      var value = operand.value(frame);
      try {
        frame.meter().step();
        return minus ? Operators.negate(value) : Operators.plus(value);
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }

    @Override
    public List<Expr> parts() {
      return List.of(operand);
    }
  }

  /** {@code a ~ b ~ c}: all as text. */
  record Joined(List<Expr> parts, Place place) implements Calculation {
    @Override
    public Object value(Frame frame) {
      try {
        var joined = new TextBuilder(frame.meter());
        for (var each : parts) {
          joined.add(Printing.text(each.value(frame), frame.meter()));
        }
        return joined.toString();
      } catch (Fault fault) {
        throw TemplateException.at(place, fault);
      }
    }
  }
}
