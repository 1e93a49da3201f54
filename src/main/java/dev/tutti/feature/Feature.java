package dev.tutti.feature;

import dev.tutti.http.Routes;
import java.util.List;

/**
 * Part of Tutti that is opened once, adds to it, and is closed by whom it was opened for. A feature
 * is handed what it needs when it is made; the composition only lists it.
 */
public interface Feature extends AutoCloseable {

  /** Models that it makes, for every endpoint that knows models. */
  default List<ModelSource> modelSources() {
    return List.of();
  }

  /** Adds its endpoints; called once, before the gateway listens. */
  default void routes(Routes routes) {}

  @Override
  default void close() {}

  /** The endpoints of some features. */
  static Routes routes(List<Feature> features) {
    var routes = new Routes();
    features.forEach(each -> each.routes(routes));
    return routes;
  }

  /** The sources of models of some features. */
  static List<ModelSource> modelSources(List<Feature> features) {
    return features.stream().flatMap(each -> each.modelSources().stream()).toList();
  }
}
