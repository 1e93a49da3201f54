package dev.tutti.routing;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.util.List;
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

  /** Reads the section of an alias. */
  public static ModelSettings read(String name, Section section) {
    var deployments = section.sections("deployments").stream().map(ModelSettings::share).toList();
    if (deployments.isEmpty()) {
      section.refuse("deployments", "a list with at least one {provider, model}");
    }
    var balance = section.oneOf("balance", Balance.values()).or(Balance.ROUND_ROBIN);
    return new ModelSettings(name, deployments, balance);
  }

  private static Share share(Section section) {
    return new Share(
        section.string("provider").required(),
        section.string("model").required(),
        section.integer("weight", 1, 1_000).or(1));
  }
}
