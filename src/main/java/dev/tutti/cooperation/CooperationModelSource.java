package dev.tutti.cooperation;

import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.cooperation.CooperationSettings.ConfiguredCooperation;
import dev.tutti.cooperation.plan.ModelCheck;
import dev.tutti.cooperation.plan.PlanReader;
import dev.tutti.cooperation.run.CooperationEngine;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Cooperations of the configuration as models: {@code coop:name}. Thread-safe. */
record CooperationModelSource(
    CooperationEngine engine,
    Supplier<CooperationSettings> settings,
    Supplier<ModelCatalog> catalog,
    Executor threads)
    implements ModelSource {
  static final String PREFIX = "coop:";

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public ChatModel model(String name) {
    return new CooperationModel(name, configured(name), this);
  }

  private ConfiguredCooperation configured(String name) {
    var found = settings.get().named().get(name.substring(PREFIX.length()));
    if (found == null) {
      throw ModelCatalog.unknown(name, entries());
    }
    return found;
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return settings.get().named().keySet().stream()
        .sorted()
        .map(name -> new ModelCatalog.Entry(PREFIX + name, "tutti"))
        .toList();
  }

  /** The first of its members, which stands for all of them in explanations. */
  @Override
  public Optional<String> behind(String name) {
    var configured = configured(name);
    try {
      var planned = PlanReader.planned(configured.kind(), configured.body(), ModelCheck.LATER);
      return Optional.of(planned.plan().members().getFirst().model());
    } catch (Fault _) {
      return Optional.empty();
    }
  }
}
