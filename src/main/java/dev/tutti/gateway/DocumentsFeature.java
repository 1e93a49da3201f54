package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.document.StoredDocuments;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.document.DocumentErrors;
import dev.tutti.gateway.document.DocumentsEndpoint;
import dev.tutti.gateway.document.NumbersEndpoint;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Documents of callers, claims held against them, and numbers in texts. */
public record DocumentsFeature(StoredDocuments documents, ServerSettings settings)
    implements Feature {
  private static final String ALL = "/v1/documents";
  private static final String ONE = ALL + "/{id}";

  @Override
  public void routes(Routes routes) {
    var endpoint =
        new DocumentsEndpoint(documents, Thread::startVirtualThread, settings::bodyLimit);
    var numbers = new NumbersEndpoint(Thread::startVirtualThread, settings::bodyLimit);
    routes.add(
        List.of(
            counted(POST, ALL, endpoint::create),
            counted(GET, ONE, endpoint::show),
            counted(GET, ONE + "/blocks", endpoint::blocks),
            counted(GET, ONE + "/tables", endpoint::tables),
            counted(POST, ONE + "/verify", endpoint::verify),
            counted(DELETE, ONE, endpoint::delete),
            counted(POST, "/v1/numbers/parse", numbers::parse)));
  }

  private static HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), Endpoint.telling(new DocumentErrors(), endpoint))
        .counted();
  }
}
