package dev.tutti.chat;

import java.math.BigDecimal;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ValueNode;
import tools.jackson.databind.util.RawValue;

/**
 * Nodes of numbers of any size. What no {@code double} holds is written again in its shortest form,
 * such as {@code 1E+400}; written out it might be very long.
 */
final class ExactNumbers extends JsonNodeFactory {
  private static final long serialVersionUID = 1;

  @Override
  public ValueNode numberNode(BigDecimal value) {
    double near = value.doubleValue();
    return Double.isInfinite(near)
        ? rawValueNode(new RawValue(value.toString()))
        : numberNode(near);
  }
}
