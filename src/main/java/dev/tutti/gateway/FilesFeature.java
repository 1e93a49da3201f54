package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.file.StoredFiles;
import dev.tutti.gateway.file.FilesEndpoint;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** OpenAI's Files API. */
public record FilesFeature(StoredFiles files) implements Feature {
  private static final String ALL = "/v1/files";
  private static final String ONE = ALL + "/{id}";

  @Override
  public void routes(Routes routes) {
    var endpoint = new FilesEndpoint(files);
    routes.add(
        List.of(
            counted(POST, ALL, endpoint::create),
            counted(GET, ALL, endpoint::list),
            counted(GET, ONE, endpoint::show),
            counted(GET, ONE + "/content", endpoint::content),
            counted(DELETE, ONE, endpoint::delete)));
  }

  /** An endpoint that asks no model, whose requests count at the limits of their key. */
  private static HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), endpoint).counted();
  }
}
