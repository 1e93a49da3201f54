package dev.tutti;

import dev.tutti.change.InForce;
import dev.tutti.ledger.Prices;
import dev.tutti.provider.Provider;
import dev.tutti.routing.Directory;
import dev.tutti.routing.ModelRules;
import dev.tutti.routing.ModelStack;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration and what was made of it. Immutable: a reload makes the next generation, and a
 * call ends in the one it began in.
 */
record Generation(
    Settings settings,
    ModelRules rules,
    Map<String, Provider> providers,
    Directory directory,
    InForce inForce) {

  /**
   * Makes the next generation; a provider that has not changed lives on, with all that it counts.
   */
  static Generation of(
      Configuration.Loaded loaded, @Nullable Generation before, ModelStack models) {
    var settings = loaded.settings();
    var providers = new LinkedHashMap<String, Provider>();
    settings
        .providers()
        .forEach(
            (name, wanted) -> {
              var living = before == null ? null : before.providers.get(name);
              boolean same = living != null && living.settings().equals(wanted);
              providers.put(name, same ? living : models.providers().provider(wanted));
            });
    var directory = Directory.of(settings.models(), providers, settings.otherwise(), models);
    return new Generation(
        settings, settings.rules(prices(settings)), providers, directory, loaded.inForce());
  }

  /** The same, seen otherwise by administrators. */
  Generation with(InForce other) {
    return new Generation(settings, rules, providers, directory, other);
  }

  private static Prices prices(Settings settings) {
    var presets = new HashMap<String, String>();
    settings.providers().forEach((name, provider) -> presets.put(name, provider.preset()));
    return Prices.shipped().with(settings.prices()).naming(presets);
  }
}
