package dev.tutti.chat;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;

/** Nodes of numbers that a {@code double} holds; others must be read by {@link ExactTree}. */
final class FiniteNumbers extends JsonNodeFactory {
  private static final long serialVersionUID = 1;

  @Override
  public NumericNode numberNode(double value) {
    if (Double.isInfinite(value)) {
      throw new Overflow();
    }
    return super.numberNode(value);
  }

  /** A number is beyond the range of a {@code double}. */
  static final class Overflow extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overflow() {
      super("beyond double", null, false, false);
    }
  }
}
