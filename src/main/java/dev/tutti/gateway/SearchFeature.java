package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.feature.Feature;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;

/** One box for everything that has a name or an id. */
public record SearchFeature(Search search) implements Feature {

  @Override
  public void routes(Routes routes) {
    routes.add(
        new HttpRoute(GET, "/admin/search", watchers(), new SearchEndpoint(search))
            .taking("q", "kinds", "limit"));
  }
}
