package dev.tutti.routing;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An alias as it is configured.
 *
 * @param deployments who may answer, at least one
 * @param balance how one of them is chosen
 */
public record ModelSettings(String name, List<Share> deployments, Balance balance) {
  /** How an alias may be named; a slash would make it look like {@code provider/model}. */
  public static final Kind<String> NAME =
      Kind.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.:@-]{0,127}"),
          "a name of letters, digits, - _ . : and @");

  /** How one of several deployments is chosen. */
  public enum Balance {
    /** In turn, as often as the weights say. */
    ROUND_ROBIN
  }

  /**
   * A deployment and how often it is asked.
   *
   * @param weight 1 to 1,000
   */
  public record Share(String provider, String model, int weight) {}

  /** An alias of one deployment. */
  public static ModelSettings of(String name, String provider, String model) {
    return new ModelSettings(name, List.of(new Share(provider, model, 1)), Balance.ROUND_ROBIN);
  }

  /** Reads the section of an alias of some of these providers. */
  public static ModelSettings read(String name, Section section, Set<String> providers) {
    var deployments =
        section.sections("deployments").stream().map(each -> share(each, providers)).toList();
    if (deployments.isEmpty()) {
      section.refuse("deployments", "a list with at least one {provider, model}");
    }
    var balance = section.oneOf("balance", Balance.values()).or(Balance.ROUND_ROBIN);
    return new ModelSettings(name, deployments, balance);
  }

  private static Share share(Section section, Set<String> providers) {
    var provider = section.string("provider").required();
    if (section.has("provider") && !providers.contains(provider)) {
      section.refuse("provider", "one of " + String.join(", ", new TreeSet<>(providers)));
    }
    return new Share(
        provider, section.string("model").required(), section.integer("weight", 1, 1_000).or(1));
  }
}
