package dev.tutti.feature;

import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.Optional;

/** Models that a feature makes, told from all others by a prefix of their names. Thread-safe. */
public interface ModelSource {

  /** What their names begin with, such as {@code skill:}; no other source's begins with it. */
  String prefix();

  /** Whether a name is meant to be one of its models. */
  default boolean claims(String name) {
    return name.startsWith(prefix());
  }

  /**
   * One of its models.
   *
   * @param name with the prefix
   * @throws dev.tutti.chat.Fault {@code model_not_found}
   */
  ChatModel model(String name);

  /** What can be listed at this moment, with the prefix. */
  List<ModelCatalog.Entry> entries();

  /**
   * Name of the model that one of its models asks, a configured one or another source's, for
   * explanations and for what it may cost; empty when it asks none.
   *
   * @param name with the prefix
   * @throws dev.tutti.chat.Fault {@code model_not_found}
   */
  default Optional<String> behind(String name) {
    return Optional.empty();
  }

  /**
   * The same for a caller, whose own may have that name. May wait for the store, so not on a loop.
   *
   * @param name with the prefix
   * @throws dev.tutti.chat.Fault {@code model_not_found}
   */
  default Optional<String> behind(String name, Caller caller) {
    return behind(name);
  }

  /**
   * Whether one of its models is there for a caller whose key may use it. May wait for the store
   * where the model is not among its {@link #entries}, so not on a loop.
   */
  default boolean shows(String name, Caller caller) {
    return true;
  }

  /** The configured models, and those of some sources. */
  static ModelCatalog over(ModelCatalog configured, List<ModelSource> sources) {
    return new SourceCatalog(configured, sources);
  }
}
