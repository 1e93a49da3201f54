package dev.tutti;

import dev.tutti.alert.AlertSettings;
import dev.tutti.cache.CacheBounds;
import dev.tutti.cache.CacheSettings;
import dev.tutti.change.ChangeSettings;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Section;
import dev.tutti.http.ServerSettings;
import dev.tutti.ledger.Price;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.PlatformSettings;
import dev.tutti.provider.Presets;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.resilience.breaker.BreakerSettings;
import dev.tutti.resilience.budget.BudgetSettings;
import dev.tutti.resilience.concurrency.AdaptiveSettings;
import dev.tutti.resilience.limit.LimitSettings;
import dev.tutti.resilience.retry.RetryBudget;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.responses.ResponseStoreSettings;
import dev.tutti.routing.AdaptiveRules;
import dev.tutti.routing.ModelRules;
import dev.tutti.routing.ModelSettings;
import dev.tutti.routing.ModelStack;
import dev.tutti.routing.health.HealthSettings;
import dev.tutti.skill.SkillsSettings;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.PoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole configuration.
 *
 * @param data the folder that keeps all state
 * @param egressAllowed hosts that may be connected to although the egress guard refuses them
 * @param providers by name; {@code sim} is always among them
 * @param modelLists how often the providers are asked which models they have, zero for never
 * @param models the aliases, by name; {@code sim} is always among them
 * @param prices what the operator knows better than the shipped table
 * @param resilience how failures are met
 * @param limits who may use how much
 * @param watching how they are noticed, and who is told
 * @param adaptive where calls at once follow the latency
 * @param caching which answers may be given again
 * @param responses what is kept of responses
 * @param skills where they are
 */
public record Settings(
    ServerSettings server,
    Path data,
    PoolSettings pool,
    List<String> egressAllowed,
    Map<String, ProviderSettings> providers,
    Duration modelLists,
    Map<String, ModelSettings> models,
    List<Price> prices,
    Resilience resilience,
    LimitSettings limits,
    BudgetSettings budgets,
    Watching watching,
    AdaptiveRules adaptive,
    Caching caching,
    ResponseStoreSettings responses,
    SkillsSettings skills) {

  private static final Duration MODEL_LISTS = Duration.ofMinutes(10);
  private static final String SIMULATED = "sim";

  /**
   * Retries and circuit breakers: how failures are met.
   *
   * @param retry how a model is tried again that does not say so itself
   */
  public record Resilience(
      RetrySettings retry, RetryBudget.Settings budget, BreakerSettings breaker) {

    private static Resilience read(Section root) {
      return new Resilience(
          RetrySettings.read(root.section("retry"), RetrySettings.DEFAULT),
          RetryBudget.Settings.read(root.section("retry_budget")),
          BreakerSettings.read(root.section("breaker")));
    }
  }

  /**
   * Health probes and alerts: how failures are noticed, and who is told.
   *
   * @param health how the deployments of an alias are probed that does not say so itself
   */
  public record Watching(HealthSettings health, AlertSettings alerts) {

    private static Watching read(Section root) {
      return new Watching(
          HealthSettings.read(root.section("health")), AlertSettings.read(root.section("alerts")));
    }
  }

  /**
   * Response cache: defaults for a model, and its bounds.
   *
   * @param usual how they are kept for a model that does not say so itself
   * @param bounds how much is kept in all
   */
  public record Caching(CacheSettings usual, CacheBounds bounds) {

    private static Caching read(Section root, ModelSettings.Names names) {
      var section = root.section("cache");
      return new Caching(CacheSettings.read(root, section, names.any()), CacheBounds.read(section));
    }
  }

  /** Settings of the machine room. */
  PlatformSettings platform() {
    return new PlatformSettings(data, pool, egressAllowed, server.bodyMemory());
  }

  /** Settings of models that only a new start changes. */
  ModelStack.Start start() {
    return new ModelStack.Start(resilience.breaker, resilience.budget, caching.bounds);
  }

  /** Rules that calls of models go by. */
  ModelRules rules(Prices current) {
    return new ModelRules(providers, models, limits, budgets, adaptive, current);
  }

  /** Defaults for a model that does not say otherwise. */
  ModelSettings.Otherwise otherwise() {
    return new ModelSettings.Otherwise(resilience.retry, watching.health, caching.usual);
  }

  /**
   * Reads a configuration.
   *
   * @throws dev.tutti.config.ConfigException with everything that is wrong
   */
  public static Settings read(ConfigSource source, Map<String, String> environment) {
    return source.read(environment, Settings::read);
  }

  static Settings read(Section root) {
    var _ = ChangeSettings.read(root); // which is looked up where changes are laid over the file
    var presets = Presets.load();
    var allowed = root.section("egress").strings("allow").or(List.of());
    var egress = EgressGuard.configured(allowed);
    var providers = new LinkedHashMap<String, ProviderSettings>();
    providers.put(SIMULATED, ProviderSettings.of(SIMULATED, SIMULATED));
    var suppliers = root.named("providers", ProviderSettings.NAME);
    var adaptive = new HashMap<String, AdaptiveSettings>();
    suppliers.forEach(
        (name, section) -> {
          providers.put(name, ProviderSettings.read(name, section, presets, egress));
          adaptive.put(name, AdaptiveSettings.read(section));
        });
    var resilience = Resilience.read(root);
    var watching = Watching.read(root);
    var sections = root.named("models", ModelSettings.NAME);
    var names = names(providers.keySet(), sections.keySet());
    var caching = Caching.read(root, names);
    var otherwise = new ModelSettings.Otherwise(resilience.retry, watching.health, caching.usual);
    var models = models(sections, names, otherwise);
    return new Settings(
        ServerSettings.read(root.section("server")),
        Path.of(root.string("data").or("data")),
        PoolSettings.read(root.section("pool")),
        allowed,
        providers,
        root.durationOrZero("model_lists").or(MODEL_LISTS),
        models,
        root.sections("prices").stream().map(Price::read).toList(),
        resilience,
        LimitSettings.read(root.section("limits"), sections, suppliers),
        BudgetSettings.read(root.section("budgets")),
        watching,
        AdaptiveRules.of(models.values(), adaptive),
        caching,
        ResponseStoreSettings.read(root.section("responses")),
        SkillsSettings.read(root.section("skills")));
  }

  private static Map<String, ModelSettings> models(
      Map<String, Section> sections, ModelSettings.Names names, ModelSettings.Otherwise otherwise) {
    var models = new LinkedHashMap<String, ModelSettings>();
    models.put(SIMULATED, ModelSettings.of(SIMULATED, SIMULATED, SIMULATED));
    sections.forEach(
        (name, section) -> models.put(name, ModelSettings.read(name, section, names, otherwise)));
    return models;
  }

  private static ModelSettings.Names names(Set<String> providers, Set<String> configured) {
    var aliases = Stream.concat(Stream.of(SIMULATED), configured.stream());
    return new ModelSettings.Names(providers, aliases.collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether nothing differs that only a new start can change. */
  boolean needsNoRestart(Settings other) {
    return server.equals(other.server)
        && platform().equals(other.platform())
        && skills.folder().equals(other.skills.folder())
        && start().equals(other.start());
  }
}
