package dev.tutti.application;

import dev.tutti.application.run.ApplicationEngine;
import dev.tutti.call.ChatModel;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.concurrent.Executor;

/** Applications as models: {@code app:name}. Thread-safe. */
record ApplicationModelSource(ApplicationEngine engine, Executor threads) implements ModelSource {
  private static final String PREFIX = ApplicationEngine.PREFIX;

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public ChatModel model(String name) {
    return engine.applications().stream()
        .filter(each -> name.equals(PREFIX + each.name()))
        .findFirst()
        .map(each -> new ApplicationModel(name, each, engine, threads))
        .orElseThrow(() -> ModelCatalog.unknown(name, entries()));
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return engine.applications().stream()
        .map(each -> new ModelCatalog.Entry(PREFIX + each.name(), "tutti"))
        .toList();
  }
}
