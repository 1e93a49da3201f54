package dev.tutti.routing;

import dev.tutti.call.ChatModel;
import dev.tutti.provider.Provider;
import java.util.List;
import java.util.Map;

/** Every model that can be named, at one moment. Immutable and thread-safe. */
public interface Directory {

  /**
   * The model that a caller names: an alias, or {@code provider/model}.
   *
   * @throws dev.tutti.chat.Fault {@code model_not_found}, with the nearest names
   */
  ChatModel model(String name);

  /** What can be listed: aliases first, then what the providers are known to have. */
  List<Entry> entries();

  /** What a configuration names. */
  static Directory of(Map<String, ModelSettings> models, Map<String, Provider> providers) {
    return ConfiguredDirectory.of(models, providers);
  }

  /** A model in a list. */
  record Entry(String id, String owner) {}
}
