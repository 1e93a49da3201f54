package dev.tutti.selection.auto;

import dev.tutti.call.ChatModel;
import dev.tutti.feature.ModelSource;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.Optional;

/**
 * Source of the model {@code auto}. An alias of that name takes its place; it is listed where it
 * has a choice. Thread-safe.
 */
public record AutoModelSource(AutoRouting routing) implements ModelSource {
  private static final int CHOICE = 2;

  @Override
  public String prefix() {
    return AutoName.NAME;
  }

  @Override
  public boolean claims(String name) {
    return AutoName.is(name)
        && routing.deciders().get().settings().enabled()
        && !routing.deciders().configured().aliases().contains(AutoName.NAME);
  }

  @Override
  public ChatModel model(String name) {
    return new AutoModel(name, AutoName.knob(name).orElse(null), routing);
  }

  @Override
  public List<ModelCatalog.Entry> entries() {
    return claims(AutoName.NAME) && routing.deciders().get().fleet().candidates().size() >= CHOICE
        ? List.of(new ModelCatalog.Entry(AutoName.NAME, "tutti"))
        : List.of();
  }

  /** The model that a request gets about which nothing speaks. */
  @Override
  public Optional<String> behind(String name) {
    var _ = AutoName.knob(name);
    return routing.deciders().get().fleet().standard();
  }
}
