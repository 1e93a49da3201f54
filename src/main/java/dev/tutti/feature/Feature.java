package dev.tutti.feature;

import dev.tutti.http.Endpoint;
import dev.tutti.http.Routes;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Part of Tutti that is opened once and adds to it. A feature is handed what it needs when it is
 * made, and gives the platform what has to be closed; the composition only lists it.
 */
public interface Feature {

  /** Models that it makes, for every endpoint that knows models. */
  default List<ModelSource> modelSources() {
    return List.of();
  }

  /** Adds its endpoints; called once, before the gateway listens. */
  default void routes(Routes routes) {}

  /** The endpoints of some features. */
  static Routes routes(List<Feature> features) {
    return routes(features, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param counting counts the requests of an endpoint at the limits of their user and key
   */
  static Routes routes(List<Feature> features, UnaryOperator<Endpoint> counting) {
    var routes = new Routes(counting);
    features.forEach(each -> each.routes(routes));
    return routes;
  }

  /**
   * The sources of models of some features.
   *
   * @throws IllegalArgumentException when the prefix of one begins like that of another
   */
  static List<ModelSource> modelSources(List<Feature> features) {
    var sources = features.stream().flatMap(each -> each.modelSources().stream()).toList();
    for (var source : sources) {
      var meant = sources.stream().filter(each -> source.prefix().startsWith(each.prefix()));
      if (meant.count() > 1) {
        throw new IllegalArgumentException(
            "%s: belongs to two sources of models".formatted(source.prefix()));
      }
    }
    return sources;
  }
}
