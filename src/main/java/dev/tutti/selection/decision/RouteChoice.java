package dev.tutti.selection.decision;

import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.quality.QualityEstimate;
import dev.tutti.selection.rule.RoutingRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Choice of one model among those that may be asked, and what it rests on. */
record RouteChoice(String model, RouteBasis basis, List<String> reasons) {
  private static final int MOST_SIGNALS = 3;

  static RouteChoice of(String model, RouteBasis basis, String reason) {
    return new RouteChoice(model, basis, List.of(reason));
  }

  /** The models that answer together by a strategy. */
  static RouteChoice of(RouteStrategy strategy, String model) {
    return of(
        model,
        RouteBasis.STRATEGY,
        "the strategy %s goes to %s".formatted(strategy.label(), model));
  }

  /** The model that a rule names. */
  static RouteChoice by(RoutingRule rule) {
    return of(
        rule.then().model(),
        RouteBasis.RULE,
        "rule %s names %s".formatted(rule.name(), rule.then().model()));
  }

  /**
   * The choice where no rule names a model.
   *
   * @param standard the model of the configuration for what nothing speaks about; may be empty
   * @param tier that a rule wants, where one does
   */
  static RouteChoice among(
      ExpectedAnswers expected,
      RouteQuestion question,
      String standard,
      @Nullable RouteStrategy tier) {
    var open = expected.open();
    if (open.size() == 1) {
      return of(open.getFirst().model(), RouteBasis.ONLY, "no other model may be asked");
    }
    if (tier != null) {
      return ofTier(expected, tier);
    }
    if (question.isSilent() && !expected.isLearned() && !question.isCheap()) {
      return silent(expected, standard);
    }
    var best = expected.best(open, each -> each.quality().mean());
    var reasons = new ArrayList<String>();
    question.analysis().signals().stream()
        .limit(MOST_SIGNALS)
        .forEach(signal -> reasons.add(signal.reason()));
    reasons.add(worth(best, expected, question));
    return new RouteChoice(
        best.model(),
        best.quality().outcomes() > 0 ? RouteBasis.OUTCOMES : RouteBasis.PRIOR,
        reasons);
  }

  private static RouteChoice silent(ExpectedAnswers expected, String standard) {
    var open = expected.open().stream().map(ExpectedAnswer::candidate).toList();
    var named = open.stream().filter(each -> each.name().equals(standard)).findFirst();
    var chosen = named.or(() -> Fleet.standard(open)).orElseThrow();
    return of(
        chosen.name(),
        RouteBasis.DEFAULT,
        "nothing speaks for a lighter or a stronger model, so it is %s"
            .formatted(named.isPresent() ? "the default model" : "one of the default tier"));
  }

  private static RouteChoice ofTier(ExpectedAnswers expected, RouteStrategy strategy) {
    var tier =
        switch (strategy) {
          case LIGHT -> ModelTier.LIGHT;
          case REASONING -> ModelTier.REASONING;
          case DEFAULT, CASCADE, COOPERATION -> ModelTier.DEFAULT;
        };
    var some = expected.open().stream().filter(each -> each.candidate().tier() == tier).toList();
    var best =
        expected.best(some.isEmpty() ? nearest(expected, tier) : some, e -> e.quality().mean());
    return of(best.model(), RouteBasis.RULE, "the rule wants the strategy " + strategy.label());
  }

  /** Models of a tier that has none: the strongest or the lightest ones, whichever is nearer. */
  private static List<ExpectedAnswer> nearest(ExpectedAnswers expected, ModelTier tier) {
    var open = expected.open();
    var strengths = open.stream().mapToDouble(each -> each.candidate().strength());
    double bound = (tier == ModelTier.LIGHT ? strengths.min() : strengths.max()).orElse(0);
    return open.stream().filter(each -> each.candidate().strength() == bound).toList();
  }

  private static String worth(
      ExpectedAnswer best, ExpectedAnswers expected, RouteQuestion question) {
    long outcomes = best.quality().outcomes();
    return "%s is expected to answer %.0f %% well (%s), which is the best for quality %.2f against cost"
        .formatted(
            best.model(),
            100 * best.quality().mean(),
            outcomes > 0
                ? outcomes + " outcomes"
                : expected.isTouched()
                    ? "a prior, as it has no outcomes"
                    : "a prior, as nothing was learned yet",
            question.knob().value());
  }

  /**
   * A try of a model of which little is known: what is true of each is drawn from what may be true.
   * Empty where no other model is worth a try.
   */
  static Optional<RouteChoice> tried(
      ExpectedAnswers expected, double minQuality, RandomGenerator random) {
    var good =
        expected.open().stream().filter(each -> each.quality().mean() >= minQuality).toList();
    if (good.size() < 2) {
      return Optional.empty();
    }
    var drawn = new HashMap<String, Double>();
    good.forEach(each -> drawn.put(each.model(), draw(each.quality(), random)));
    var best = expected.best(good, each -> drawn.getOrDefault(each.model(), 0.0));
    return Optional.of(
        of(
            best.model(),
            RouteBasis.EXPLORATION,
            String.format(
                Locale.ROOT,
                "a try of %s, of which %d outcomes are known, within the limits of routing.explore",
                best.model(),
                best.quality().outcomes())));
  }

  private static double draw(QualityEstimate estimate, RandomGenerator random) {
    return Math.clamp(estimate.mean() + estimate.deviation() * random.nextGaussian(), 0, 1);
  }
}
