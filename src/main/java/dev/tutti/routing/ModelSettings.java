package dev.tutti.routing;

import dev.tutti.cache.CacheSettings;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Sharing;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.routing.balance.Group;
import dev.tutti.routing.degrade.DegradeSettings;
import dev.tutti.routing.health.HealthSettings;
import dev.tutti.routing.retry.Fallbacks;
import dev.tutti.routing.scale.Autoscaler;
import dev.tutti.routing.scale.CapacitySettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * An alias as it is configured.
 *
 * @param deployments who may answer, at least one
 * @param choice how one of them is chosen
 * @param fallbacks the names of the models that are asked when it fails
 * @param retry how often it is tried again
 * @param sharing whether identical calls share one answer
 * @param degrade what callers get when nobody can answer
 * @param cache whether its answers are kept
 * @param health how its deployments are probed
 * @param capacity how much is asked of its deployments
 */
public record ModelSettings(
    String name,
    List<WeightedDeployment> deployments,
    Group.Choice choice,
    Fallbacks<String> fallbacks,
    RetrySettings retry,
    Sharing sharing,
    DegradeSettings degrade,
    CacheSettings cache,
    HealthSettings health,
    CapacitySettings capacity) {
  /** The name of an alias; a slash would make it look like {@code provider/model}. */
  public static final Kind<String> NAME =
      Kind.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.:@-]{0,127}"),
          "a name of letters, digits, - _ . : and @");

  /**
   * A deployment and how often it is asked.
   *
   * @param weight 1 to 1,000
   */
  public record WeightedDeployment(String provider, String model, int weight) {
    DeploymentId target() {
      return new DeploymentId(provider, model);
    }
  }

  /**
   * Names that an alias may refer to.
   *
   * @param aliases the aliases of the same configuration
   */
  public record Names(Set<String> providers, Set<String> aliases) {
    /** Any model that a configuration may name. */
    public Kind<String> any() {
      return models("");
    }

    /** A member of a chain of an alias: another one, or {@code provider/model}. */
    private Kind<String> models(String of) {
      return Kind.of(
          "another model's name or provider/model of " + String.join(", ", providers),
          "sim",
          text -> {
            int slash = text.indexOf('/');
            boolean direct = slash > 0 && slash < text.length() - 1;
            boolean known =
                direct
                    ? providers.contains(text.substring(0, slash))
                    : aliases.contains(text) && !text.equals(of);
            if (!known) {
              throw new IllegalArgumentException(text);
            }
            return text;
          });
    }
  }

  /** A name of one deployment, with the defaults. */
  public static ModelSettings of(String name, String provider, String model) {
    return of(name, provider, model, Otherwise.DEFAULT);
  }

  /** A name of one deployment. */
  static ModelSettings of(String name, String provider, String model, Otherwise otherwise) {
    return new ModelSettings(
        name,
        List.of(new WeightedDeployment(provider, model, 1)),
        Group.Choice.DEFAULT,
        Fallbacks.none(),
        otherwise.retry,
        Sharing.BY_REQUEST,
        DegradeSettings.NONE,
        otherwise.cache,
        otherwise.health,
        CapacitySettings.ALL);
  }

  /** The part that scaling has to know. */
  public Autoscaler.Alias scaled() {
    var targets = deployments.stream().map(WeightedDeployment::target).distinct().toList();
    return new Autoscaler.Alias(name, capacity.scale(), targets);
  }

  /** Defaults of aliases that do not say otherwise. */
  public record Otherwise(RetrySettings retry, HealthSettings health, CacheSettings cache) {
    /** What holds where a configuration says nothing. */
    static final Otherwise DEFAULT =
        new Otherwise(RetrySettings.DEFAULT, HealthSettings.DEFAULT, CacheSettings.OFF);
  }

  /** Reads the section of an alias of some of these providers. */
  public static ModelSettings read(String name, Section section, Names names, Otherwise otherwise) {
    var deployments =
        section.sections("deployments").stream().map(each -> share(each, names.providers)).toList();
    if (deployments.isEmpty()) {
      section.refuse("deployments", "a list with at least one {provider, model}");
    }
    return new ModelSettings(
        name,
        deployments,
        Group.Choice.read(section),
        Fallbacks.read(section, names.models(name)),
        RetrySettings.read(section.section("retry"), otherwise.retry),
        sharing(section),
        DegradeSettings.read(section.section("degrade"), names.models(name)),
        CacheSettings.ofAlias(section, otherwise.cache, names.models(name)),
        HealthSettings.ofAlias(section, otherwise.health),
        CapacitySettings.read(section, deployments.size()));
  }

  private static Sharing sharing(Section section) {
    return section
        .bool("coalesce")
        .optional()
        .map(always -> always ? Sharing.ALWAYS : Sharing.NEVER)
        .orElse(Sharing.BY_REQUEST);
  }

  private static WeightedDeployment share(Section section, Set<String> providers) {
    var provider = section.string("provider").required();
    if (section.has("provider") && !providers.contains(provider)) {
      section.refuse("provider", "one of " + String.join(", ", new TreeSet<>(providers)));
    }
    return new WeightedDeployment(
        provider, section.string("model").required(), section.integer("weight", 1, 1_000).or(1));
  }
}
