package dev.tutti.http;

import io.vertx.core.http.HttpMethod;

/**
 * One endpoint: where it is, who may use it, and what answers. A {@code HEAD} is answered as a
 * {@code GET}.
 *
 * @param path template of its paths, such as {@code /admin/skills/{name}}: {@code {name}} stands
 *     for one segment, {@code {name...}} for one or more with the slashes between them; an endpoint
 *     finds them by {@link HttpExchange#path(String)}
 */
public record HttpRoute(HttpMethod method, String path, Permission permission, Endpoint endpoint) {

  /**
   * @throws IllegalArgumentException when the path is no template
   */
  public HttpRoute {
    PathTemplate.parse(path);
  }
}
