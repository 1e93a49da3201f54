package dev.tutti.routing;

import dev.tutti.call.ChatModel;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.config.Nearest;
import dev.tutti.provider.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The aliases and providers of one configuration. */
final class ConfiguredDirectory implements Directory {
  private final Map<String, ChatModel> aliases;
  private final Map<String, Provider> providers;

  private ConfiguredDirectory(Map<String, ChatModel> aliases, Map<String, Provider> providers) {
    this.aliases = Map.copyOf(aliases);
    this.providers = Map.copyOf(providers);
  }

  static ConfiguredDirectory of(
      Map<String, ModelSettings> models, Map<String, Provider> providers) {
    var aliases = new HashMap<String, ChatModel>();
    models.forEach((name, settings) -> aliases.put(name, model(settings, providers)));
    return new ConfiguredDirectory(aliases, providers);
  }

  private static ChatModel model(ModelSettings settings, Map<String, Provider> providers) {
    return switch (settings.balance()) {
      case ROUND_ROBIN ->
          new Balanced(
              settings.deployments().stream().map(share -> member(share, providers)).toList());
    };
  }

  private static Balanced.Member member(
      ModelSettings.Share share, Map<String, Provider> providers) {
    var provider = providers.get(share.provider());
    if (provider == null) {
      throw new IllegalArgumentException(
          "provider: %s (expected: one of %s)".formatted(share.provider(), providers.keySet()));
    }
    return new Balanced.Member(provider.deployment(share.model()), share.weight());
  }

  @Override
  public ChatModel model(String name) {
    var alias = aliases.get(name);
    if (alias != null) {
      return alias;
    }
    int slash = name.indexOf('/');
    var provider = slash < 0 ? null : providers.get(name.substring(0, slash));
    if (provider == null || slash == name.length() - 1) {
      throw unknown(name);
    }
    return provider.deployment(name.substring(slash + 1));
  }

  private Fault unknown(String name) {
    var near = Nearest.to(name, entries().stream().map(Entry::id).toList());
    var hint =
        near.isEmpty()
            ? "expected: an alias or provider/model, see GET /v1/models"
            : "did you mean " + String.join(" or ", near) + "?";
    return Fault.of(
            FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is not known (%s)".formatted(name, hint))
        .at("model");
  }

  @Override
  public List<Entry> entries() {
    var all = new ArrayList<Entry>();
    aliases.keySet().stream().sorted().forEach(name -> all.add(new Entry(name, "tutti")));
    providers.values().stream()
        .flatMap(provider -> provider.models().map(model -> entry(provider, model)))
        .sorted(Comparator.comparing(Entry::id))
        .forEach(all::add);
    return all;
  }

  private static Entry entry(Provider provider, String model) {
    return new Entry(provider.name() + "/" + model, provider.name());
  }
}
