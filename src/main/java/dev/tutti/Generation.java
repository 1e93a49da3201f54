package dev.tutti;

import dev.tutti.change.InForce;
import dev.tutti.ledger.Prices;
import dev.tutti.provider.Provider;
import dev.tutti.provider.Providers;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.routing.Directory;
import dev.tutti.routing.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One configuration and what was made of it. Immutable: a reload makes the next generation, and a
 * call ends in the one it began in.
 */
record Generation(
    Settings settings,
    Map<String, Provider> providers,
    Directory directory,
    Prices prices,
    InForce inForce) {

  /** Collaborators and state that all generations share. */
  record Parts(
      Providers factory,
      RoutingContext routing,
      CallLimits limits,
      Budgets budgets,
      Supplier<Prices> prices) {}

  /**
   * Makes the next generation; a provider that has not changed lives on, with all that it counts.
   */
  static Generation of(Configuration.Loaded loaded, @Nullable Generation before, Parts parts) {
    var settings = loaded.settings();
    var providers = new LinkedHashMap<String, Provider>();
    settings
        .providers()
        .forEach(
            (name, wanted) -> {
              var living = before == null ? null : before.providers.get(name);
              boolean same = living != null && living.settings().equals(wanted);
              providers.put(name, same ? living : parts.factory.provider(wanted));
            });
    var directory =
        Directory.of(settings.models(), providers, settings.otherwise(), parts.routing)
            .limited(parts.limits, parts.budgets, parts.prices);
    return new Generation(settings, providers, directory, prices(settings), loaded.inForce());
  }

  /** The same, seen otherwise by administrators. */
  Generation with(InForce other) {
    return new Generation(settings, providers, directory, prices, other);
  }

  private static Prices prices(Settings settings) {
    var presets = new HashMap<String, String>();
    settings.providers().forEach((name, provider) -> presets.put(name, provider.preset()));
    return Prices.shipped().with(settings.prices()).naming(presets);
  }
}
