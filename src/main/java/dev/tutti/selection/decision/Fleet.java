package dev.tutti.selection.decision;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Models of one configuration that requests may go to, with what is believed of them before there
 * is any outcome. Immutable.
 *
 * <p>What a model can do is told by the operator (tier or quality); otherwise by its price beside
 * the others', or where not all have one by the number of parameters in its name, such as {@code
 * 32b}: the logarithm of either goes from the light tier to the strongest. A model of which neither
 * is known is in the default tier.
 */
public final class Fleet {
  private static final Usage THOUSAND = Usage.of(1_000, 1_000);

  /** A number of billions of parameters, of a mixture those that are there. */
  private static final Pattern SIZE =
      Pattern.compile("(?<![a-z0-9.])(?:(\\d+)x)?(\\d+(?:\\.\\d+)?)b(?![a-z0-9])");

  /** Difficulty of a request of which nothing is known. */
  private static final double MIDDLE = .5;

  /** Below this ratio models are alike. */
  private static final double ALIKE = 1.25;

  private final List<RouteCandidate> candidates;

  private Fleet(List<RouteCandidate> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /**
   * The fleet of some models.
   *
   * @param deployments of each model, by name, in the order of the configuration
   * @param latency of a model, as it is when it is asked
   */
  public static Fleet of(
      Map<String, List<DeploymentId>> deployments,
      Map<String, ModelTraits> traits,
      CostEstimate costs,
      Function<String, Duration> latency) {
    var scores = scores(deployments, costs);
    double least = scores.values().stream().mapToDouble(each -> each).min().orElse(1);
    double most = scores.values().stream().mapToDouble(each -> each).max().orElse(1);
    var all = new ArrayList<RouteCandidate>();
    deployments.forEach(
        (name, targets) -> {
          var told = traits.getOrDefault(name, ModelTraits.UNKNOWN);
          var score = scores.get(name);
          double derived =
              score == null ? ModelTier.DEFAULT.strength() : strength(score, least, most);
          double strength = told(told, derived);
          var tier = told.tier();
          all.add(
              new RouteCandidate(
                  name,
                  told,
                  KnownModels.of(targets).without(told),
                  tier == null ? ModelTier.of(strength) : tier,
                  strength,
                  score == null || most <= 0 ? Math.pow(strength, 3) : score / most,
                  price(targets, costs).isPresent(),
                  targets,
                  () -> latency.apply(name)));
        });
    return new Fleet(all);
  }

  private static double told(ModelTraits told, double derived) {
    var tier = told.tier();
    return told.quality() > 0 ? told.quality() : tier == null ? derived : tier.strength();
  }

  /** Prices where all have one, sizes otherwise; what is above 0 can be compared. */
  private static Map<String, Double> scores(
      Map<String, List<DeploymentId>> deployments, CostEstimate costs) {
    var prices = new LinkedHashMap<String, Double>();
    var sizes = new LinkedHashMap<String, Double>();
    deployments.forEach(
        (name, targets) -> {
          price(targets, costs).stream()
              .filter(price -> price > 0)
              .forEach(price -> prices.put(name, price));
          size(name, targets).ifPresent(size -> sizes.put(name, size));
        });
    return prices.size() == deployments.size() || prices.size() >= sizes.size() ? prices : sizes;
  }

  private static OptionalDouble price(List<DeploymentId> targets, CostEstimate costs) {
    double most = 0;
    for (var target : targets) {
      var cost = costs.nanoDollars(target, THOUSAND);
      if (cost.isEmpty()) {
        return OptionalDouble.empty();
      }
      most = Math.max(most, (double) cost.getAsLong());
    }
    return OptionalDouble.of(most);
  }

  private static Optional<Double> size(String name, List<DeploymentId> targets) {
    return size(name)
        .or(() -> targets.stream().flatMap(each -> size(each.model()).stream()).findFirst());
  }

  private static Optional<Double> size(String name) {
    var found = SIZE.matcher(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    if (!found.find()) {
      return Optional.empty();
    }
    double experts = found.group(1) == null ? 1 : Double.parseDouble(found.group(1));
    return Optional.of(experts * Double.parseDouble(found.group(2))).filter(size -> size > 0);
  }

  private static double strength(double score, double least, double most) {
    if (most / least < ALIKE) {
      return ModelTier.DEFAULT.strength();
    }
    double share = Math.log(score / least) / Math.log(most / least);
    double from = ModelTier.LIGHT.strength();
    return from + share * (ModelTier.REASONING.strength() - from);
  }

  /** All of them, in the order of the configuration. */
  public List<RouteCandidate> candidates() {
    return candidates;
  }

  /** The one of a name. */
  public Optional<RouteCandidate> candidate(String name) {
    return candidates.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Quality that is expected of a model before there is any outcome, whatever it is asked. */
  public double belief(String model) {
    return CapabilityPrior.expected(
        candidate(model).map(RouteCandidate::strength).orElse(ModelTier.DEFAULT.strength()),
        MIDDLE);
  }

  /** Name of the model that a request gets about which nothing speaks. */
  public Optional<String> standard() {
    return standard(candidates).map(RouteCandidate::name);
  }

  /**
   * The model that a request gets about which nothing speaks: the cheapest one of the default tier,
   * or else of the one above, or else the strongest there is.
   *
   * @param among those that may be asked
   */
  static Optional<RouteCandidate> standard(List<RouteCandidate> among) {
    var cheapest =
        Comparator.comparingDouble(RouteCandidate::relativeCost)
            .thenComparing(RouteCandidate::strength, Comparator.reverseOrder());
    for (var tier : List.of(ModelTier.DEFAULT, ModelTier.REASONING)) {
      var some = among.stream().filter(each -> each.tier() == tier).min(cheapest);
      if (some.isPresent()) {
        return some;
      }
    }
    return among.stream().max(Comparator.comparingDouble(RouteCandidate::strength));
  }
}
