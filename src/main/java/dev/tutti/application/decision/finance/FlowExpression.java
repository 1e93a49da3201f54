package dev.tutti.application.decision.finance;

/**
 * Arithmetic over inputs that are known by their places, such as {@code (price - cost) * volume}.
 */
public sealed interface FlowExpression {

  /** Value over inputs in their order; not finite after a division by zero. */
  double value(double[] inputs);

  /** Number that stands in the formula. */
  record FlowConstant(double number) implements FlowExpression {
    @Override
    public double value(double[] inputs) {
      return number;
    }
  }

  /** FlowInput at a place. */
  record FlowInput(int place) implements FlowExpression {
    @Override
    public double value(double[] inputs) {
      return inputs[place];
    }
  }

  /**
   * Two formulas and what joins them.
   *
   * @param sign + - * or /
   */
  record FlowOperation(char sign, FlowExpression left, FlowExpression right)
      implements FlowExpression {
    @Override
    public double value(double[] inputs) {
      double a = left.value(inputs);
      double b = right.value(inputs);
      return switch (sign) {
        case '+' -> a + b;
        case '-' -> a - b;
        case '*' -> a * b;
        default -> a / b;
      };
    }
  }
}
