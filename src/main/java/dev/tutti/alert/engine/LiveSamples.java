package dev.tutti.alert.engine;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.BurnRate;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.Span;
import dev.tutti.monitor.MeasurementSummary;
import dev.tutti.monitor.Measurements;
import dev.tutti.report.Additivity;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSource;
import dev.tutti.report.FigureSubject;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Samples of the figures and gauges of this server. */
public final class LiveSamples implements Samples {
  /** Windows at least so long begin and end where buckets do. */
  private static final Duration WIDENED = Duration.ofMinutes(1);

  private final FigureSource figures;
  private final Measurements others;
  private final Gauges gauges;
  private final Duration longest;
  private final Map<Total, Figures> totals = new ConcurrentHashMap<>();

  private record Total(Instant from, Instant now, String filter) {}

  /**
   * Samples of these.
   *
   * @param others measurements of requests that others have made
   * @param longest how long a call takes at most; calls are in a window by their end, so that one
   *     that takes longer than the window is in one, too
   */
  public LiveSamples(FigureSource figures, Measurements others, Gauges gauges, Duration longest) {
    this.figures = figures;
    this.others = others;
    this.gauges = gauges;
    this.longest = longest;
  }

  @Override
  public List<GroupSample> read(AlertRule rule, Instant now) {
    return switch (AlertMeasure.of(rule.measure())) {
      case AlertMeasure.OfServer(AlertGauge gauge) -> gauges.read(gauge, now);
      case AlertMeasure.OfOthers(ExternalMeasure measure) -> others(rule, measure, now);
      case AlertMeasure.OfCalls(ReportMeasure measure) ->
          switch (rule.span()) {
            case Span.Window(Duration length) -> samples(window(rule, measure, length, now));
            case Span.Burn(double objective) -> burn(rule, measure, objective, now);
          };
    };
  }

  private List<GroupSample> others(AlertRule rule, ExternalMeasure measure, Instant now) {
    var summaries =
        Store.await(others.summary(now.minus(rule.span().longest()), now.plusMillis(1)));
    var samples = new ArrayList<GroupSample>();
    summaries.forEach(
        (type, summary) -> {
          boolean all = type.equals(MeasurementSummary.ALL);
          if (all == rule.by().isEmpty()) {
            samples.add(
                new GroupSample(
                    all ? GroupLabels.NONE : GroupLabels.of(Map.of(ExternalMeasure.TYPE, type)),
                    observed(measure, summary)));
          }
        });
    return samples.subList(0, Math.min(samples.size(), MOST_GROUPS));
  }

  private static Observation observed(ExternalMeasure measure, MeasurementSummary summary) {
    return switch (measure) {
      case EXTERNAL_SUCCESS_RATE -> Observation.rate(summary.successRate(), summary.count());
      case EXTERNAL_ERROR_RATE -> Observation.rate(1 - summary.successRate(), summary.count());
      case EXTERNAL_P95 -> Observation.of(summary.p95().toNanos() / 1e6, summary.count());
    };
  }

  private static List<GroupSample> samples(Map<GroupLabels, Observation> groups) {
    var samples = new ArrayList<GroupSample>();
    groups.forEach((labels, each) -> samples.add(new GroupSample(labels, each)));
    return samples;
  }

  private Map<GroupLabels, Observation> window(
      AlertRule rule, ReportMeasure measure, Duration length, Instant now) {
    var exact =
        ReportScope.of(now.minus(length), now, ZoneOffset.UTC, rule.filter(), now)
            .withCallsThatEnded(longest);
    var scope = length.compareTo(WIDENED) < 0 ? exact : exact.widened();
    var groups = new LinkedHashMap<GroupLabels, Observation>();
    if (rule.by().isEmpty()) {
      groups.put(
          GroupLabels.NONE, Readings.of(measure, measure.value(total(scope, rule.filter(), now))));
      return groups;
    }
    var by = rule.by().stream().map(Dimension::of).toList();
    var breakdown = Store.await(figures.by(scope, by, order(measure), MOST_GROUPS));
    for (var row : breakdown.rows()) {
      groups.put(
          labels(rule.by(), row.names()), Readings.of(measure, measure.value(row.figures())));
    }
    return groups;
  }

  /** The totals of one round, as several rules look at the same calls. */
  private Figures total(ReportScope scope, String filter, Instant now) {
    var wanted = new Total(scope.from(), now, filter);
    totals.keySet().removeIf(each -> !each.now.equals(now));
    var known = totals.get(wanted);
    if (known != null) {
      return known;
    }
    var total = Store.await(figures.total(scope));
    totals.put(wanted, total);
    return total;
  }

  static GroupLabels labels(List<String> by, List<String> names) {
    var labels = new TreeMap<String, String>();
    for (int i = 0; i < by.size(); i++) {
      labels.put(by.get(i), names.get(i));
    }
    return new GroupLabels(labels);
  }

  /** Measure by which the largest groups are found: sums by themselves, others by their number. */
  static ReportMeasure order(ReportMeasure measure) {
    return measure.additivity() == Additivity.SUM
        ? measure
        : measure.isOf(Set.of(FigureSubject.CALL)) ? ReportMeasure.CALLS : ReportMeasure.ATTEMPTS;
  }

  private List<GroupSample> burn(
      AlertRule rule, ReportMeasure measure, double objective, Instant now) {
    var shorter = new ArrayList<Map<GroupLabels, Observation>>();
    var longer = new ArrayList<Map<GroupLabels, Observation>>();
    for (var pair : Span.Pair.ALL) {
      shorter.add(window(rule, measure, pair.shorter(), now));
      longer.add(window(rule, measure, pair.longer(), now));
    }
    var samples = new ArrayList<GroupSample>();
    for (var labels : longer.getLast().keySet()) {
      var windows = new ArrayList<BurnRate.Windows>();
      for (int i = 0; i < Span.Pair.ALL.size(); i++) {
        windows.add(
            new BurnRate.Windows(
                Readings.errors(measure, shorter.get(i).get(labels)),
                Readings.errors(measure, longer.get(i).get(labels))));
      }
      samples.add(new GroupSample(labels, BurnRate.of(objective, windows)));
    }
    return samples;
  }
}
