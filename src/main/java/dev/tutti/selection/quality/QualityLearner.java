package dev.tutti.selection.quality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learner of models' quality. An outcome counts at once in the means of its model and task type;
 * the words of prompts are fitted anew when enough has come since. The newest outcomes are kept, at
 * most {@link #MOST}, and older ones of a model count less and less. Thread-safe.
 */
public final class QualityLearner {
  /** Most outcomes that are kept. */
  public static final int MOST = 40_000;

  /** Outcomes of a model after which one counts half. */
  private static final int HALF_LIFE = 5_000;

  /** A fit is stale when so many outcomes have come since, and such a share of those in it. */
  private static final int STALE = 10;

  private static final double STALE_SHARE = .1;

  private final QualityPriors priors;
  private final RidgeSettings settings;
  private final Object fitting = new Object();
  private final Deque<Observation> observations = new ArrayDeque<>();
  private final Map<String, ModelTally> tallies = new TreeMap<>();

  private Silence silence = Silence.NONE;
  private RidgeFit fit;
  private int since;
  private @Nullable QualityModel known;

  /** A learner that knows nothing. */
  public QualityLearner(QualityPriors priors) {
    this(priors, RidgeSettings.STANDARD);
  }

  QualityLearner(QualityPriors priors, RidgeSettings settings) {
    this.priors = priors;
    this.settings = settings;
    this.fit = RidgeFit.none(priors);
  }

  /**
   * The learner of some bytes.
   *
   * @throws IllegalArgumentException when {@link #bytes} has not made them
   */
  public static QualityLearner of(byte[] bytes, QualityPriors priors) {
    var state = LearnerBytes.read(bytes);
    var learner = new QualityLearner(priors);
    learner.observations.addAll(state.observations());
    learner.tallies.putAll(state.tallies());
    learner.since = state.observations().size();
    return learner;
  }

  /**
   * Takes an outcome.
   *
   * @param weight how much it counts, more than 0: 1 for a rating or a test, less for an implicit
   *     signal
   */
  public synchronized void learn(
      PromptVector prompt, String model, ModelOutcome outcome, double weight) {
    if (!(weight > 0)) {
      throw new IllegalArgumentException("weight: %s (expected: more than 0)".formatted(weight));
    }
    double residual = outcome.score() - fit.predict(model, fit.input(prompt));
    tallies.merge(
        model,
        ModelTally.NONE
            .with(prompt.taskType(), outcome, weight)
            .withResidual(prompt.taskType(), residual, weight),
        (old, _) ->
            old.with(prompt.taskType(), outcome, weight)
                .withResidual(prompt.taskType(), residual, weight));
    silence = silence.broken(model, prompt.taskType());
    observations.addLast(new Observation(prompt, model, outcome.score(), weight));
    if (observations.size() > MOST) {
      observations.removeFirst();
    }
    since++;
    known = null;
  }

  /** Forgets everything about a model; whether there was anything. */
  public synchronized boolean forget(String model) {
    boolean removed = observations.removeIf(each -> each.model().equals(model));
    if (tallies.remove(model) == null && !removed) {
      return false;
    }
    since = Math.max(since, observations.size());
    known = null;
    return true;
  }

  /**
   * What is known now. Where the fit is stale it is made anew, which takes some seconds for tens of
   * thousands of outcomes: not to be called on an event loop.
   */
  public QualityModel model() {
    synchronized (fitting) {
      var stale = staleOutcomes();
      if (!stale.isEmpty()) {
        refit(stale);
      }
    }
    return current();
  }

  /** What is known now without a new fit; cheap. */
  public synchronized QualityModel current() {
    var now = known;
    if (now == null) {
      now = new QualityModel(priors, fit, tallies, silence);
      known = now;
    }
    return now;
  }

  /** The outcomes to fit when the last fit is stale; none when it is not. */
  private synchronized List<Observation> staleOutcomes() {
    int fitted = Math.max(0, observations.size() - since);
    boolean stale = fitted == 0 ? since > 0 : since >= Math.max(STALE, STALE_SHARE * fitted);
    return stale ? aged(observations) : List.of();
  }

  /** Outcomes with the weights that their age leaves them. */
  private static List<Observation> aged(Deque<Observation> observations) {
    var counts = new TreeMap<String, Integer>();
    var aged = new ArrayList<Observation>();
    for (var each : observations.reversed()) {
      int age = counts.merge(each.model(), 1, Integer::sum) - 1;
      aged.add(each.weighted(Math.pow(.5, (double) age / HALF_LIFE)));
    }
    return aged.reversed();
  }

  private void refit(List<Observation> outcomes) {
    var made = RidgeFit.of(outcomes, settings, priors);
    synchronized (this) {
      since = Math.max(0, Math.min(since, observations.size() - outcomes.size()));
      fit = made;
      tallies.replaceAll((_, tally) -> tally.withoutResiduals());
      known = null;
    }
  }

  /** How many outcomes it keeps. */
  public synchronized int outcomes() {
    return observations.size();
  }

  /** Everything that it knows, compact; without any text. */
  public synchronized byte[] bytes() {
    return LearnerBytes.write(List.copyOf(observations), tallies);
  }
}
