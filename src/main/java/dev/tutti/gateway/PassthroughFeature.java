package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.chat.JsonBody;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.passthrough.PassthroughEndpoint;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Audit;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;

/**
 * Every other endpoint of the providers.
 *
 * @param catalog the models of the moment
 * @param audit what may change something at a provider is written down there
 * @param tokens estimates those of a prompt to a model
 */
public record PassthroughFeature(
    CallStart calls,
    Supplier<ModelCatalog> catalog,
    Audit audit,
    InstantSource clock,
    ToLongBiFunction<String, JsonBody> tokens)
    implements Feature {

  /** The endpoint reads the path as it was written, so that what is checked is what is sent. */
  @Override
  public void routes(Routes routes) {
    var endpoint = new PassthroughEndpoint(calls, catalog, audit, clock, tokens);
    for (var method : List.of(GET, POST, PUT, PATCH, DELETE)) {
      routes.add(new HttpRoute(method, "/passthrough/{target...}", keyed(), endpoint));
    }
  }
}
