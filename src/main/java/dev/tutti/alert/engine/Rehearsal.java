package dev.tutti.alert.engine;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.RuleMachine;
import dev.tutti.alert.rule.RuleState;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.FigureSource;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.report.SeriesStep;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rehearsal of a rule: how often it would have fired on the calls of the past, and when. The past
 * is looked at in steps of five minutes or more, so times are as exact as a step. To be used once,
 * by one thread; blocks.
 */
public final class Rehearsal {
  /** The most days of the past. */
  public static final int MOST_DAYS = 30;

  private static final List<Integer> STEPS = List.of(720, 360, 240, 120, 60, 30, 20, 15, 10, 5);
  private static final int LEAST_STEP = 5;
  private static final int POINTS_OF_WINDOW = 12;
  private static final int MOST_LINES = 20;
  private static final int MOST_ALERTS = 1_000;

  private final FigureSource figures;
  private final AlertRule rule;
  private final ReportMeasure measure;
  private final int minutes;
  private final Map<GroupLabels, Past> groups = new HashMap<>();
  private final List<PastAlert> alerts = new ArrayList<>();

  /**
   * Alert that would have been.
   *
   * @param ended null when it would still be there
   * @param value that made it fire
   */
  public record PastAlert(
      GroupLabels labels, Instant began, @Nullable Instant ended, double value) {}

  /**
   * Result of a rehearsal.
   *
   * @param step how far the looks are apart
   * @param groups how many there were
   * @param alerts in the order in which they would have fired, 1,000 at most
   */
  public record PastAlerts(
      Instant from, Instant to, Duration step, int groups, List<PastAlert> alerts) {
    /** Keeps a copy. */
    public PastAlerts {
      alerts = List.copyOf(alerts);
    }
  }

  /** State of a group on its way through the past. */
  private static final class Past {
    private final SlidingFigures window;
    private RuleState state;
    private int fired = -1;

    Past(SlidingFigures window, RuleState state) {
      this.window = window;
      this.state = state;
    }
  }

  private Rehearsal(FigureSource figures, AlertRule rule, ReportMeasure measure) {
    this.figures = figures;
    this.rule = rule;
    this.measure = measure;
    this.minutes = step(rule, measure);
  }

  /**
   * Rehearses a rule on the last days.
   *
   * @throws IllegalArgumentException when there is no past of its measure, or it has groups by more
   *     than one label
   */
  public static PastAlerts of(AlertRule rule, FigureSource figures, Instant now, int days) {
    if (!(AlertMeasure.of(rule.measure()) instanceof AlertMeasure.OfCalls(var measure))) {
      throw new IllegalArgumentException(
          "measure: %s (expected: one of calls, as the past of others is not kept)"
              .formatted(rule.measure()));
    }
    if (rule.by().size() > 1) {
      throw new IllegalArgumentException(
          "by: %s (expected: one label at most for a rehearsal)".formatted(rule.by()));
    }
    return new Rehearsal(figures, rule, measure).run(now, days);
  }

  /** A twelfth of the window or more, of which the window has a whole number. */
  private static int step(AlertRule rule, ReportMeasure measure) {
    long window = Math.max(LEAST_STEP, rule.span().longest().toMinutes());
    if (SlidingFigures.isMerged(measure)) {
      return STEPS.stream()
          .filter(each -> each <= Math.max(LEAST_STEP, window / POINTS_OF_WINDOW))
          .filter(each -> window % each == 0)
          .findFirst()
          .orElse(LEAST_STEP);
    }
    return STEPS.stream().filter(each -> each <= window).findFirst().orElse(LEAST_STEP);
  }

  private PastAlerts run(Instant now, int days) {
    var length = Duration.ofMinutes(minutes);
    long parts = now.getEpochSecond() / length.toSeconds();
    var to = Instant.ofEpochSecond(parts * length.toSeconds());
    var from = to.minus(Duration.ofDays(days));
    var part = length.multipliedBy(SeriesStep.MOST_POINTS);
    for (var at = from; at.isBefore(to); at = at.plus(part)) {
      var end = at.plus(part).isAfter(to) ? to : at.plus(part);
      look(series(ReportScope.of(at, end, ZoneOffset.UTC, rule.filter(), now)));
    }
    return new PastAlerts(from, to, length, groups.size(), alerts);
  }

  private FigureSeries series(ReportScope scope) {
    var step = SeriesStep.of(minutes + "m");
    var by = rule.by().stream().findFirst().map(Dimension::of);
    return Store.await(
        by.isEmpty()
            ? figures.series(scope, step)
            : figures.series(scope, step, by.get(), LiveSamples.order(measure), MOST_LINES));
  }

  private void look(FigureSeries series) {
    var seen = new HashSet<GroupLabels>();
    for (var line : series.lines()) {
      if (!line.rest()) {
        var labels =
            rule.by().isEmpty()
                ? GroupLabels.NONE
                : LiveSamples.labels(rule.by(), List.of(line.name()));
        seen.add(labels);
        IntStream.range(0, line.points().size())
            .forEach(i -> point(labels, line.points().get(i), series.edges().get(i + 1)));
      }
    }
    for (var labels : List.copyOf(groups.keySet())) {
      if (!seen.contains(labels)) {
        series.edges().stream().skip(1).forEach(at -> point(labels, null, at));
      }
    }
  }

  /** A point of a group; null where nothing is known of it. */
  private void point(GroupLabels labels, @Nullable Figures point, Instant at) {
    var past =
        groups.computeIfAbsent(
            labels,
            _ ->
                new Past(
                    new SlidingFigures(rule, measure, Duration.ofMinutes(minutes)),
                    RuleState.first(at)));
    var observed = past.window.after(point);
    var next = RuleMachine.next(rule, past.state, observed, at);
    past.state = next.state();
    for (var change : next.changes()) {
      switch (change.kind()) {
        case FIRED -> fired(labels, past, at, observed);
        case RESOLVED -> ended(past, at);
        case RAISED, MOVED -> {}
      }
    }
  }

  private void fired(GroupLabels labels, Past past, Instant at, Observation observed) {
    if (alerts.size() < MOST_ALERTS) {
      past.fired = alerts.size();
      double value = observed instanceof Observation.Value made ? made.value() : Double.NaN;
      alerts.add(new PastAlert(labels, at, null, value));
    }
  }

  private void ended(Past past, Instant at) {
    if (past.fired >= 0) {
      var alert = alerts.get(past.fired);
      alerts.set(past.fired, new PastAlert(alert.labels(), alert.began(), at, alert.value()));
      past.fired = -1;
    }
  }
}
