package dev.tutti.routing.balance;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Balancer that asks the one of which some figure is the lowest. Among equals it asks the one with
 * the fewest attempts in flight for its weight, and among those any, as often as the weights say:
 * idle deployments share the calls, and nobody is first because of the order of the configuration.
 */
final class LowestFigure implements Balancer {
  private final ToDoubleFunction<Candidate> figure;
  private final RandomGenerator random;

  private LowestFigure(ToDoubleFunction<Candidate> figure, RandomGenerator random) {
    this.figure = figure;
    this.random = random;
  }

  /** The fewest attempts in flight for its weight. */
  static LowestFigure inFlight(RandomGenerator random) {
    return new LowestFigure(_ -> 0, random);
  }

  /** The lowest price; those whose price is not known come last. */
  static LowestFigure price(RandomGenerator random) {
    return new LowestFigure(each -> each.price().orElse(Double.POSITIVE_INFINITY), random);
  }

  /** The smallest share of its limits in use. */
  static LowestFigure use(RandomGenerator random) {
    return new LowestFigure(each -> 1 - each.shareLeft(), random);
  }

  /** One pass; among equals each is kept with the probability that its weight gives it so far. */
  @Override
  public Candidate choose(List<Candidate> candidates, RoutingRequest routing) {
    var best = candidates.getFirst();
    double lowest = figure.applyAsDouble(best);
    double load = best.load();
    int weights = best.weight();
    for (int i = 1; i < candidates.size(); i++) {
      var each = candidates.get(i);
      double other = figure.applyAsDouble(each);
      double busy = each.load();
      int compared = compare(other, lowest, busy, load);
      weights = compared < 0 ? 0 : weights;
      if (compared <= 0) {
        weights += each.weight();
        if (compared < 0 || random.nextInt(weights) < each.weight()) {
          best = each;
          lowest = other;
          load = busy;
        }
      }
    }
    return best;
  }

  private static int compare(double figure, double other, double load, double otherLoad) {
    int byFigure = Double.compare(figure, other);
    return byFigure != 0 ? byFigure : Double.compare(load, otherLoad);
  }

  @Override
  public List<Candidate> ranking(List<Candidate> candidates, RoutingRequest routing) {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(figure)
                .thenComparingDouble(Candidate::load)
                .thenComparing(Comparator.comparingInt(Candidate::weight).reversed()))
        .toList();
  }
}
