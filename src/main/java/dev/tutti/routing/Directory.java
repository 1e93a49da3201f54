package dev.tutti.routing;

import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.Nearest;
import dev.tutti.provider.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every model that can be named: a snapshot. Immutable and thread-safe. */
public final class Directory {
  private final Map<String, Alias> aliases;
  private final Map<String, Provider> providers;

  /** Aliases and providers by their names. */
  public Directory(Map<String, Alias> aliases, Map<String, Provider> providers) {
    this.aliases = Map.copyOf(aliases);
    this.providers = Map.copyOf(providers);
  }

  /**
   * The model that a caller names: an alias, or {@code provider/model}.
   *
   * @throws Fault {@code model_not_found}, with the nearest names
   */
  public ChatModel model(String name) {
    var alias = aliases.get(name);
    if (alias != null) {
      return alias.model();
    }
    int slash = name.indexOf('/');
    var provider = slash < 0 ? null : providers.get(name.substring(0, slash));
    if (provider == null || slash == name.length() - 1) {
      throw unknown(name);
    }
    return provider.deployment(name.substring(slash + 1));
  }

  private Fault unknown(String name) {
    var known = entries().stream().map(Entry::id).toList();
    var near = Nearest.to(name, known);
    var hint =
        near.isEmpty()
            ? "expected: an alias or provider/model, see GET /v1/models"
            : "did you mean " + String.join(" or ", near) + "?";
    return Fault.of(
            FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is not known (%s)".formatted(name, hint))
        .at("model");
  }

  /**
   * What {@code GET /v1/models} lists: aliases first, then what the providers are known to have.
   */
  public List<Entry> entries() {
    var all = new ArrayList<Entry>();
    aliases.keySet().stream().sorted().forEach(name -> all.add(new Entry(name, "tutti")));
    providers.values().stream()
        .flatMap(provider -> provider.models().map(model -> entry(provider, model)))
        .sorted((one, other) -> one.id().compareTo(other.id()))
        .forEach(all::add);
    return all;
  }

  private static Entry entry(Provider provider, String model) {
    return new Entry(provider.name() + "/" + model, provider.name());
  }

  /** Every provider. */
  public Stream<Provider> providers() {
    return providers.values().stream();
  }

  /** A model in a list. */
  public record Entry(String id, String owner) {}
}
