package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.chat.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;

/** Numbers as JSON: whole ones without a point, and what does not exist as null. */
public final class Figures {
  private static final double MOST_EXACT = 1e15;

  private Figures() {}

  /** Number; null for NaN and infinity. */
  public static JsonNode of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return NullNode.getInstance();
    }
    return value == Math.rint(value) && Math.abs(value) < MOST_EXACT
        ? LongNode.valueOf((long) value)
        : DoubleNode.valueOf(value);
  }

  /** Number that may not be there. */
  public static JsonNode of(@Nullable BigDecimal value) {
    return value == null ? NullNode.getInstance() : of(value.doubleValue());
  }

  /** Numbers. */
  public static ArrayNode of(double[] values) {
    ArrayNode array = Json.array();
    for (double each : values) {
      array.add(of(each));
    }
    return array;
  }

  /** Interval as two numbers. */
  public static ArrayNode of(Interval interval) {
    return Json.array().add(of(interval.low())).add(of(interval.high()));
  }
}
