package dev.tutti.provider.simulated.schema;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** Sample of a number within its bounds, whole where a whole one fits. */
final class NumberSample {
  private static final double MOST_EXACT = 1e15;
  private static final long SPREAD = 100;

  private NumberSample() {}

  static JsonNode of(ObjectNode schema, boolean integer, RandomGenerator random) {
    double low = bound(schema, "minimum", "exclusiveMinimum", Double.NEGATIVE_INFINITY);
    double high = bound(schema, "maximum", "exclusiveMaximum", Double.POSITIVE_INFINITY);
    double step = step(schema);
    long first = (long) Math.ceil(low / step);
    long last = (long) Math.floor(high / step);
    if (Double.isInfinite(low)) {
      first = Double.isInfinite(high) ? 1 : last - SPREAD;
    }
    if (Double.isInfinite(high)) {
      last = first + SPREAD;
    }
    first += first * step == low && low == number(schema, "exclusiveMinimum") ? 1 : 0;
    last -= last * step == high && high == number(schema, "exclusiveMaximum") ? 1 : 0;
    if (first > last || Math.abs((double) first) * Math.max(step, 1) > MOST_EXACT) {
      return between(low, high, integer);
    }
    long factor = random.nextLong(first, Math.min(last, first + SPREAD) + 1);
    return step == 1
        ? LongNode.valueOf(factor)
        : DecimalNode.valueOf(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(factor)));
  }

  private static double step(ObjectNode schema) {
    double step = number(schema, "multipleOf");
    return step > 0 && step < Double.POSITIVE_INFINITY ? step : 1;
  }

  /** The narrower of the closed and the open bound. */
  private static double bound(ObjectNode schema, String closed, String open, double none) {
    double one = number(schema, closed);
    double other = number(schema, open);
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) ? (Double.isNaN(other) ? none : other) : one;
    }
    return none < 0 ? Math.max(one, other) : Math.min(one, other);
  }

  private static double number(ObjectNode schema, String word) {
    var value = schema.path(word);
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }

  private static JsonNode between(double low, double high, boolean integer) {
    double edge = Double.isInfinite(low) ? high : low;
    if (integer) {
      return LongNode.valueOf((long) edge);
    }
    return DoubleNode.valueOf(
        Double.isInfinite(low) || Double.isInfinite(high) ? edge : low + (high - low) / 2);
  }
}
