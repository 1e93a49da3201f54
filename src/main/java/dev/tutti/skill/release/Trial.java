package dev.tutti.skill.release;

import dev.tutti.chat.Json;
import dev.tutti.ledger.Cost;
import dev.tutti.skill.api.CanaryMetric;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.run.SkillFigures;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.skill.run.SkillRecords.ExecutionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A version on trial, compared with its baseline window by window. Not thread-safe.
 *
 * <p>Each window has tests of its own, so that what was good for hours does not speak for what is
 * bad now. All together may condemn a version that is not worse with a probability of at most 5 %,
 * for as long as the trial lasts: the n-th window may with {@code 1/(n(n+1))} of it, shared out
 * among the measures and the versions on trial.
 *
 * <p>For times the share of executions is compared that exceed one time: the baseline's 95th
 * percentile, from before, multiplied by the allowed rise for the version and by 1 for the
 * baseline. Where nothing was seen of the baseline before, the first executions say it and are not
 * counted.
 */
final class Trial {
  private static final double ERROR = 0.05;
  private static final double SLOW = 0.05;

  /** Earlier executions count as so many at most, since times change. */
  private static final double MOST_PRIOR = 200;

  private final Subject subject;
  private final SkillRecords records;
  private final Map<CanaryMetric, SequentialComparison> comparisons =
      new EnumMap<>(CanaryMetric.class);
  private final Instant began;
  private final Instant ends;
  private final long window;
  private final EvidenceHistory history;
  private long baselineSeen;
  private long trialSeen;
  private long baselines;
  private long trials;
  private Map<CanaryMetric, Double> evidence = Map.of();
  private @Nullable Duration slow;

  /**
   * Subject of a trial: the two versions that are compared, and how.
   *
   * @param share how many of a hundred callers the version gets
   * @param others how many versions are on trial at once, at least 1
   */
  record Subject(
      Skill baseline, Skill version, Release.CanaryRules canary, double share, int others) {
    /** Whether another trial goes on with it, in a window of its own. */
    boolean continues(Subject before) {
      return baseline.revision().equals(before.baseline.revision())
          && version.revision().equals(before.version.revision())
          && canary.equals(before.canary)
          && others == before.others;
    }

    /** Text of what is compared and how: the same where one {@link #continues} the other. */
    String compared() {
      return "%s with %s, %d at once, %s"
          .formatted(
              version.revision(), baseline.revision(), others, Json.text(ReleaseJson.of(canary)));
    }

    private Subject withShare(double other) {
      return new Subject(baseline, version, canary, other, others);
    }
  }

  /** Verdict of the trial so far. */
  sealed interface Verdict {
    /** Nothing yet. */
    record Open() implements Verdict {}

    /** The version is worse than allowed. */
    record Worse(String why) implements Verdict {}

    /** A whole window has shown nothing against it. */
    record Passed() implements Verdict {}
  }

  /** The first window of a trial. */
  Trial(Subject subject, SkillRecords records, Instant now) {
    this(subject, records, now, 1, new EvidenceHistory());
  }

  private Trial(
      Subject subject, SkillRecords records, Instant now, long window, EvidenceHistory history) {
    this.subject = subject;
    this.records = records;
    this.began = now;
    this.ends = now.plus(subject.canary.window());
    this.window = window;
    this.history = history;
    this.baselineSeen = records.last();
    this.trialSeen = baselineSeen;
    var before = before(now);
    slow = before.size() < subject.canary.minSamples() ? null : slow(before);
    subject
        .canary
        .rises()
        .forEach((metric, rise) -> comparisons.put(metric, test(metric, rise, before)));
  }

  private Trial(Subject subject, SkillRecords records, TrialState before, Instant now) {
    this.subject = subject.withShare(before.share());
    this.records = records;
    this.began = before.began();
    this.ends = before.ends().plus(missed(before.at(), now));
    this.window = before.window();
    this.history = new EvidenceHistory(before.history());
    this.baselines = before.baseline().executions();
    this.trials = before.trial().executions();
    // A crash may have lost the latest records, whose numbers then go to others.
    this.baselineSeen = Math.min(before.baseline().last(), records.last());
    this.trialSeen = Math.min(before.trial().last(), records.last());
    this.slow = before.slow();
    before
        .comparisons()
        .forEach((metric, numbers) -> comparisons.put(metric, comparison(metric, numbers)));
  }

  /**
   * A trial that goes on from where it was before a restart, in the same window, which ends later
   * by the time that was missed. Records that came behind the state are looked at.
   *
   * @param subject with the share of now
   * @param before the state of the same trial
   */
  static Trial restored(Subject subject, SkillRecords records, TrialState before, Instant now) {
    return new Trial(subject, records, before, now);
  }

  private static Duration missed(Instant at, Instant now) {
    return now.isBefore(at) ? Duration.ZERO : Duration.between(at, now);
  }

  private SequentialComparison comparison(CanaryMetric metric, List<Double> numbers) {
    double rise = subject.canary.rises().getOrDefault(metric, 0.0);
    return switch (metric) {
      case ERROR_RATE, INVALID_OUTPUT -> new RateComparison(rise, numbers);
      case P95 -> new RateComparison(0, numbers);
      case TOKENS, COST -> new MeanComparison(rise, numbers);
    };
  }

  Subject subject() {
    return subject;
  }

  /** The next window, of what may be another share of callers. */
  Trial next(Subject other, Instant now) {
    return new Trial(other, records, now, window + 1, history);
  }

  private List<ExecutionRecord> before(Instant now) {
    var baseline = subject.baseline;
    var from = now.minus(subject.canary.window());
    return records.since(baseline.name(), baseline.version(), from).stream()
        .filter(done -> counts(done, baseline))
        .toList();
  }

  /**
   * An execution for which no model was asked says nothing of a version, but of how long it has
   * been there.
   */
  private static boolean counts(ExecutionRecord done, Skill skill) {
    return done.counts() && done.revision().equals(skill.revision());
  }

  private static Duration slow(List<ExecutionRecord> all) {
    return SkillFigures.of(all.stream().filter(Trial::isWhole).toList()).p95();
  }

  private SequentialComparison test(
      CanaryMetric metric, double rise, List<ExecutionRecord> before) {
    return switch (metric) {
      case ERROR_RATE -> rate(rise, share(before, Trial::isError), before.size());
      case INVALID_OUTPUT -> rate(rise, share(before, ExecutionRecord::invalid), before.size());
      case P95 -> rate(0, SLOW, before.size());
      case TOKENS, COST -> new MeanComparison(rise);
    };
  }

  private static double share(List<ExecutionRecord> all, Predicate<ExecutionRecord> what) {
    return all.stream().mapToInt(done -> what.test(done) ? 1 : 0).average().orElse(0);
  }

  private static RateComparison rate(double rise, double share, int before) {
    double weight = Math.min(before, MOST_PRIOR);
    return new RateComparison(rise, weight * share, weight * (1 - share));
  }

  private static boolean isError(ExecutionRecord done) {
    return done.failed() || done.degraded();
  }

  private static boolean isWhole(ExecutionRecord done) {
    return !isError(done);
  }

  /** Looks at what is new. */
  Verdict look(Instant now) {
    var baseline = news(subject.baseline, baselineSeen);
    baselineSeen = baseline.last();
    baselines += baseline.done().size();
    var trial = news(subject.version, trialSeen);
    trialSeen = trial.last();
    trials += trial.done().size();
    baseline.done().forEach(done -> add(done, true));
    trial.done().forEach(done -> add(done, false));
    evidence = evidence();
    history.add(new TrialReport.EvidencePoint(now, window, evidence));
    if (slow == null && baselines >= subject.canary.minSamples()) {
      slow = slow(before(now));
    }
    if (Math.min(baselines, trials) < subject.canary.minSamples()) {
      return new Verdict.Open();
    }
    var worse = worse();
    if (worse.isPresent()) {
      return new Verdict.Worse(worse.get());
    }
    return now.isBefore(ends) ? new Verdict.Open() : new Verdict.Passed();
  }

  private SkillRecords.NewRecords news(Skill skill, long seen) {
    var newRecords = records.after(skill.name(), skill.version(), seen);
    var own = newRecords.done().stream().filter(done -> counts(done, skill)).toList();
    return new SkillRecords.NewRecords(own, newRecords.last());
  }

  private void add(ExecutionRecord done, boolean isBaseline) {
    comparisons.forEach(
        (metric, comparison) -> {
          switch (comparison) {
            case RateComparison rate -> addTo(rate, metric, done, isBaseline);
            case MeanComparison mean -> addTo(mean, metric, done, isBaseline);
          }
        });
  }

  private void addTo(
      RateComparison test, CanaryMetric metric, ExecutionRecord done, boolean isBaseline) {
    boolean hit;
    if (metric == CanaryMetric.P95) {
      if (slow == null || !isWhole(done)) {
        return;
      }
      double rise = isBaseline ? 0 : subject.canary.rises().get(CanaryMetric.P95);
      hit = done.time().toNanos() > slow.toNanos() * (1 + rise);
    } else {
      hit = metric == CanaryMetric.INVALID_OUTPUT ? done.invalid() : isError(done);
    }
    if (isBaseline) {
      test.baseline(hit);
    } else {
      test.trial(hit);
    }
  }

  private static void addTo(
      MeanComparison test, CanaryMetric metric, ExecutionRecord done, boolean isBaseline) {
    if (!isWhole(done)) {
      return;
    }
    double value = done.tokens();
    if (metric == CanaryMetric.COST) {
      if (!(done.cost() instanceof Cost.Known(long nanos))) {
        return;
      }
      value = nanos / 1e9;
    }
    if (isBaseline) {
      test.baseline(value);
    } else {
      test.trial(value);
    }
  }

  /** The evidence that condemns, as a natural logarithm. */
  private double bound() {
    return -Math.log(ERROR / (window * (window + 1)) / comparisons.size() / subject.others);
  }

  /** How far each measure is on the way to a rollback; 1 and more condemns the version. */
  private Map<CanaryMetric, Double> evidence() {
    double bound = bound();
    var shares = new EnumMap<CanaryMetric, Double>(CanaryMetric.class);
    comparisons.forEach(
        (metric, comparison) -> shares.put(metric, Math.max(0, comparison.evidence() / bound)));
    return shares;
  }

  private Optional<String> worse() {
    for (var each : comparisons.entrySet()) {
      var comparison = each.getValue();
      boolean enough =
          Math.min(comparison.baselines(), comparison.trials()) >= subject.canary.minSamples();
      if (enough && evidence.getOrDefault(each.getKey(), 0.0) >= 1) {
        return Optional.of(each.getKey().word() + ": " + comparison.words());
      }
    }
    return Optional.empty();
  }

  /** The state to go on from. */
  TrialState state(Instant now) {
    var numbers = new EnumMap<CanaryMetric, List<Double>>(CanaryMetric.class);
    comparisons.forEach((metric, comparison) -> numbers.put(metric, comparison.numbers()));
    return new TrialState(
        subject.compared(),
        subject.share,
        window,
        began,
        ends,
        now,
        new TrialState.Seen(baselines, baselineSeen),
        new TrialState.Seen(trials, trialSeen),
        slow,
        numbers,
        history.state());
  }

  /** The findings so far. */
  TrialReport report() {
    return new TrialReport(
        subject.version.revision(),
        subject.baseline.revision(),
        subject.share,
        window,
        began,
        ends,
        baselines,
        trials,
        comparisons.entrySet().stream()
            .map(
                each ->
                    new TrialReport.MetricComparison(
                        each.getKey(),
                        each.getValue().words(),
                        evidence.getOrDefault(each.getKey(), 0.0)))
            .toList(),
        history.points());
  }
}
