package dev.tutti.gateway;

import static dev.tutti.http.Permission.open;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.feature.Feature;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;

/** Description of all endpoints, those of other features included. */
public record OpenApiFeature() implements Feature {

  @Override
  public void routes(Routes routes) {
    routes.add(new HttpRoute(GET, "/openapi.json", open(), new OpenApiEndpoint()));
  }
}
