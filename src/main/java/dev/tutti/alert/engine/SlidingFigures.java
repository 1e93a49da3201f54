package dev.tutti.alert.engine;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.BurnRate;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.Span;
import dev.tutti.report.Additivity;
import dev.tutti.report.Figure;
import dev.tutti.report.Figures;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Observations over windows that slide in steps. Sums of the steps are added up, and so are means
 * and shares by their calls; percentiles cannot be, so their window is one step. Not thread-safe.
 */
final class SlidingFigures {
  private final AlertRule rule;
  private final ReportMeasure measure;
  private final Duration step;
  private final int longest;
  private final Deque<Point> points = new ArrayDeque<>();

  /** Amount of a step, and of how many calls; of a mean the amount of all of them. */
  private record Point(double amount, long cases) {
    static final Point NONE = new Point(0, 0);
  }

  SlidingFigures(AlertRule rule, ReportMeasure measure, Duration step) {
    this.rule = rule;
    this.measure = measure;
    this.step = step;
    this.longest = steps(rule.span().longest());
  }

  private int steps(Duration window) {
    return (int) Math.max(1, window.dividedBy(step));
  }

  /** Whether windows of a measure are made of several steps. */
  static boolean isMerged(ReportMeasure measure) {
    return measure.additivity() != Additivity.NONE;
  }

  /**
   * Observation after one step more.
   *
   * @param point of the step; null where there is nothing
   */
  Observation after(@Nullable Figures point) {
    if (!isMerged(measure)) {
      return point == null
          ? new Observation.Missing(0)
          : Readings.of(measure, measure.value(point));
    }
    points.addLast(point == null ? Point.NONE : point(measure.value(point)));
    if (points.size() > longest) {
      points.removeFirst();
    }
    return switch (rule.span()) {
      case Span.Window _ -> sum(longest);
      case Span.Burn(double objective) -> burn(objective);
    };
  }

  private Point point(Figure figure) {
    var value = figure.value();
    if (value == null) {
      return Point.NONE;
    }
    double amount = value.doubleValue();
    return measure.additivity() == Additivity.MEAN
        ? new Point(amount * figure.n(), figure.n())
        : new Point(amount, figure.n());
  }

  private Observation sum(int steps) {
    double amount = 0;
    long cases = 0;
    var last = points.descendingIterator();
    for (int i = 0; i < steps && last.hasNext(); i++) {
      var point = last.next();
      amount += point.amount;
      cases += point.cases;
    }
    if (measure.additivity() == Additivity.SUM) {
      return Observation.of(amount);
    }
    if (cases == 0) {
      return new Observation.Missing(0);
    }
    double mean = amount / cases;
    boolean share = measure.unit() == MeasureUnit.SHARE;
    return Readings.of(measure, share ? Math.clamp(mean, 0, 1) : mean, cases);
  }

  private Observation burn(double objective) {
    var windows = new ArrayList<BurnRate.Windows>();
    for (var pair : Span.Pair.ALL) {
      windows.add(
          new BurnRate.Windows(
              Readings.errors(measure, sum(steps(pair.shorter()))),
              Readings.errors(measure, sum(steps(pair.longer())))));
    }
    return BurnRate.of(objective, windows);
  }
}
