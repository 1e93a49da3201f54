package dev.tutti.http;

import io.vertx.core.http.HttpMethod;
import java.util.function.UnaryOperator;

/**
 * One endpoint: where it is, who may use it, and what answers. A {@code HEAD} is answered as a
 * {@code GET}.
 *
 * @param path template of its paths, such as {@code /admin/skills/{name}}: {@code {name}} stands
 *     for one segment, {@code {name...}} for one or more with the slashes between them; an endpoint
 *     finds them by {@link HttpExchange#path(String)}
 * @param counts whether its requests, which ask no model, count at the limits of their user and key
 */
public record HttpRoute(
    HttpMethod method, String path, Permission permission, Endpoint endpoint, boolean counts) {

  /**
   * @throws IllegalArgumentException when the path is no template
   */
  public HttpRoute {
    PathTemplate.parse(path);
  }

  /** A route whose requests do not count, or count as calls. */
  public HttpRoute(HttpMethod method, String path, Permission permission, Endpoint endpoint) {
    this(method, path, permission, endpoint, false);
  }

  /** The same, where what is kept or worked out takes the server's time and room. */
  public HttpRoute counted() {
    return new HttpRoute(method, path, permission, endpoint, true);
  }

  /** The same with what counts its requests around its endpoint. */
  HttpRoute around(UnaryOperator<Endpoint> counting) {
    return counts ? new HttpRoute(method, path, permission, counting.apply(endpoint)) : this;
  }
}
