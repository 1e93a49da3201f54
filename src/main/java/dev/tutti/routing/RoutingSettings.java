package dev.tutti.routing;

import dev.tutti.cache.CacheSettings;
import dev.tutti.call.DeploymentId;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.ledger.Price;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.PlatformSettings;
import dev.tutti.provider.Presets;
import dev.tutti.provider.ProviderSettings;
import dev.tutti.recording.BodySettings;
import dev.tutti.resilience.budget.BudgetSettings;
import dev.tutti.resilience.concurrency.AdaptiveSettings;
import dev.tutti.resilience.limit.LimitSettings;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.routing.health.HealthSettings;
import dev.tutti.wire.EgressGuard;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of models and their providers, all of which a reload changes. They are one section, as
 * each names others: aliases their providers, limits both.
 *
 * @param providers by name; {@code sim} is always among them
 * @param modelLists how often the providers are asked which models they have, zero for never
 * @param models the aliases, by name; {@code sim} is always among them
 * @param otherwise how a model is retried, probed and cached that does not say so itself
 * @param prices what the operator knows better than the shipped table
 * @param limits who may use how much
 * @param budgets who may spend how much
 * @param adaptive where calls at once follow the latency
 * @param bodies which of what is asked and answered may be kept
 */
public record RoutingSettings(
    Map<String, ProviderSettings> providers,
    Duration modelLists,
    Map<String, ModelSettings> models,
    ModelSettings.Otherwise otherwise,
    List<Price> prices,
    LimitSettings limits,
    BudgetSettings budgets,
    AdaptiveRules adaptive,
    BodySettings bodies) {

  /** Sections {@code providers}, {@code models} and what both are limited by. */
  public static final SettingsSection<RoutingSettings> SECTION =
      SettingsSection.live(RoutingSettings::read);

  private static final Duration MODEL_LISTS = Duration.ofMinutes(10);
  private static final String SIMULATED = "sim";

  private static RoutingSettings read(Section root) {
    var suppliers = root.named("providers", ProviderSettings.NAME);
    var providers = providers(root, suppliers);
    var aliases = root.named("models", ModelSettings.NAME);
    var names = names(providers.keySet(), aliases.keySet());
    var otherwise = otherwise(root, names);
    var models = models(aliases, names, otherwise);
    return new RoutingSettings(
        providers,
        root.durationOrZero("model_lists").or(MODEL_LISTS),
        models,
        otherwise,
        root.sections("prices").stream().map(Price::read).toList(),
        LimitSettings.read(root.section("limits"), aliases, suppliers),
        BudgetSettings.read(root.section("budgets")),
        adaptive(models, suppliers),
        BodySettings.read(root.section("bodies")));
  }

  private static Map<String, ProviderSettings> providers(
      Section root, Map<String, Section> suppliers) {
    var presets = Presets.load();
    var egress = EgressGuard.configured(PlatformSettings.EGRESS.read(root));
    var providers = new LinkedHashMap<String, ProviderSettings>();
    providers.put(SIMULATED, ProviderSettings.of(SIMULATED, SIMULATED));
    suppliers.forEach(
        (name, section) ->
            providers.put(name, ProviderSettings.read(name, section, presets, egress)));
    return providers;
  }

  private static ModelSettings.Names names(Set<String> providers, Set<String> configured) {
    var aliases = Stream.concat(Stream.of(SIMULATED), configured.stream());
    return new ModelSettings.Names(providers, aliases.collect(Collectors.toUnmodifiableSet()));
  }

  private static ModelSettings.Otherwise otherwise(Section root, ModelSettings.Names names) {
    return new ModelSettings.Otherwise(
        RetrySettings.read(root.section("retry"), RetrySettings.DEFAULT),
        HealthSettings.read(root.section("health")),
        CacheSettings.read(root, root.section("cache"), names.any()));
  }

  private static Map<String, ModelSettings> models(
      Map<String, Section> sections, ModelSettings.Names names, ModelSettings.Otherwise otherwise) {
    var models = new LinkedHashMap<String, ModelSettings>();
    models.put(SIMULATED, ModelSettings.of(SIMULATED, SIMULATED, SIMULATED));
    sections.forEach(
        (name, section) -> models.put(name, ModelSettings.read(name, section, names, otherwise)));
    return models;
  }

  private static AdaptiveRules adaptive(
      Map<String, ModelSettings> models, Map<String, Section> suppliers) {
    var adaptive = new HashMap<String, AdaptiveSettings>();
    suppliers.forEach((name, section) -> adaptive.put(name, AdaptiveSettings.read(section)));
    return AdaptiveRules.of(models.values(), adaptive);
  }

  /** Deployments of all aliases. */
  Set<DeploymentId> deployments() {
    return models.values().stream()
        .flatMap(alias -> alias.deployments().stream())
        .map(ModelSettings.WeightedDeployment::target)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Rules that calls of models go by. */
  public ModelRules rules() {
    var presets = new HashMap<String, String>();
    providers.forEach((name, provider) -> presets.put(name, provider.preset()));
    var current = Prices.shipped().with(prices).naming(presets);
    return new ModelRules(providers, models, limits, budgets, adaptive, bodies, current);
  }
}
