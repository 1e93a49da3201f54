package dev.tutti;

import dev.tutti.change.CurrentConfiguration;
import dev.tutti.provider.Provider;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.ModelRules;
import dev.tutti.routing.ModelStack;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One configuration and what was made of it. Immutable: a reload makes the next snapshot, and a
 * call ends in the one it began in.
 */
record Snapshot(
    Settings settings,
    ModelRules rules,
    Map<String, Provider> providers,
    ModelCatalog catalog,
    CurrentConfiguration inForce) {

  /**
   * Makes the next snapshot, without any effect: it may never be in force. A provider that has not
   * changed lives on, with all that it counts.
   */
  static Snapshot of(Configuration.Loaded loaded, @Nullable Snapshot before, ModelStack models) {
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
    var routing = settings.routing();
    var catalog = ModelCatalog.of(routing.models(), providers, routing.otherwise(), models);
    return new Snapshot(settings, routing.rules(), providers, catalog, loaded.inForce());
  }

  /** The same, seen otherwise by administrators. */
  Snapshot with(CurrentConfiguration other) {
    return new Snapshot(settings, rules, providers, catalog, other);
  }
}
