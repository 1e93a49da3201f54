package dev.tutti.application.insight.projection;

import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import java.util.List;

/**
 * Values to come by one method.
 *
 * @param narrow intervals of 80 %, one for each value
 * @param wide intervals of 95 %, one for each value
 * @param sum sum of the values
 * @param sumWide interval of 95 % of the sum
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record Projection(
    String method,
    double[] point,
    List<Interval> narrow,
    List<Interval> wide,
    double sum,
    Interval sumWide) {

  /** Level of the narrow intervals. */
  public static final double NARROW = 0.80;

  /** Level of the wide intervals. */
  public static final double WIDE = 0.95;

  public Projection {
    narrow = List.copyOf(narrow);
    wide = List.copyOf(wide);
  }
}
