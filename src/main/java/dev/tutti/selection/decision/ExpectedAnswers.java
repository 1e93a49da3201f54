package dev.tutti.selection.decision;

import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.quality.RoutingUtility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What is expected of each model for one question, and what that is worth. Immutable. */
final class ExpectedAnswers {
  /** Outcomes of a model from which on they are trusted where nothing else speaks. */
  private static final long TRUSTED = 30;

  /** Difficulty of a request about which nothing speaks. */
  private static final double UNKNOWN_DIFFICULTY = .55;

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e6;

  private final List<ExpectedAnswer> all;
  private final List<ExpectedAnswer> open;
  private final RoutingUtility utility;
  private final boolean priced;
  private final double dearest;

  private ExpectedAnswers(List<ExpectedAnswer> all, List<ExpectedAnswer> open, double knob) {
    this.all = all;
    this.open = open;
    dearest = open.stream().mapToDouble(ExpectedAnswers::nanos).max().orElse(0);
    priced = dearest > 0 && open.stream().allMatch(each -> each.nanoDollars() != null);
    utility = RoutingUtility.of(knob, 1);
  }

  /**
   * What is expected of models.
   *
   * @param open those that may be asked
   */
  static ExpectedAnswers of(
      List<RouteCandidate> candidates,
      List<RouteCandidate> open,
      RouteQuestion question,
      QualityModel learned,
      CostEstimate costs) {
    double difficulty =
        question.isSilent()
            ? Math.max(UNKNOWN_DIFFICULTY, CapabilityPrior.difficulty(question.analysis()))
            : CapabilityPrior.difficulty(question.analysis());
    var all =
        candidates.stream()
            .map(each -> ExpectedAnswer.of(each, question, learned, costs, difficulty))
            .toList();
    var asked = all.stream().filter(each -> open.contains(each.candidate())).toList();
    return new ExpectedAnswers(all, asked, question.knob().value());
  }

  private static double nanos(ExpectedAnswer answer) {
    return Objects.requireNonNullElse(answer.nanoDollars(), 0L);
  }

  /** Those of the models that may be asked. */
  List<ExpectedAnswer> open() {
    return open;
  }

  /** Whether enough is known of every model that may be asked. */
  boolean isLearned() {
    return !open.isEmpty() && open.stream().allMatch(each -> each.quality().outcomes() >= TRUSTED);
  }

  /** Whether anything was learned of one that may be asked. */
  boolean isTouched() {
    return open.stream().anyMatch(each -> each.quality().outcomes() > 0);
  }

  /** What an answer of this quality is worth less its cost beside the dearest. */
  double utility(ExpectedAnswer answer, double quality) {
    double cost = priced ? nanos(answer) / dearest : answer.candidate().relativeCost();
    return utility.of(quality, cost, 0);
  }

  /** The one that is worth most; of equals the cheaper, then the one that comes first. */
  ExpectedAnswer best(List<ExpectedAnswer> among, ToDoubleFunction<ExpectedAnswer> quality) {
    return among.stream()
        .max(
            Comparator.<ExpectedAnswer>comparingDouble(
                    each -> utility(each, quality.applyAsDouble(each)))
                .thenComparingDouble(each -> -each.candidate().relativeCost())
                .thenComparingInt(each -> -all.indexOf(each)))
        .orElseThrow();
  }

  /** All models, the best first, those that are kept away last. */
  List<RouteAlternative> alternatives(List<GateVerdict> gates) {
    var kept =
        gates.stream()
            .collect(Collectors.toMap(GateVerdict::model, GateVerdict::gate, (one, _) -> one));
    var list = new ArrayList<RouteAlternative>();
    all.forEach(each -> list.add(alternative(each, kept)));
    list.sort(
        Comparator.<RouteAlternative, Boolean>comparing(each -> each.gate() != null)
            .thenComparing(RouteAlternative::utility, Comparator.reverseOrder()));
    return list;
  }

  private RouteAlternative alternative(ExpectedAnswer answer, Map<String, String> kept) {
    var nanos = answer.nanoDollars();
    var latency = answer.candidate().latency().get();
    double quality = answer.quality().mean();
    return new RouteAlternative(
        answer.model(),
        quality,
        answer.quality().outcomes(),
        nanos == null ? null : nanos / NANOS,
        latency.isZero() ? null : latency.toNanos() / MILLIS,
        utility(answer, quality),
        kept.get(answer.model()));
  }
}
