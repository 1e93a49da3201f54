package dev.tutti.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One endpoint: where it is, who may use it, and what answers. A {@code HEAD} is answered as a
 * {@code GET}.
 *
 * @param path template of its paths, such as {@code /admin/skills/{name}}: {@code {name}} stands
 *     for one segment, {@code {name...}} for one or more with the slashes between them; an endpoint
 *     finds them by {@link HttpExchange#path(String)}
 * @param counts whether its requests, which ask no model, count at the limits of their user and key
 * @param parameters that it reads of the address; others are refused below {@code /admin/}
 */
public record HttpRoute(
    HttpMethod method,
    String path,
    Permission permission,
    Endpoint endpoint,
    boolean counts,
    List<String> parameters) {

  /**
   * @throws IllegalArgumentException when the path is no template
   */
  public HttpRoute {
    PathTemplate.parse(path);
    parameters = List.copyOf(parameters);
  }

  /** A route without parameters whose requests do not count, or count as calls. */
  public HttpRoute(HttpMethod method, String path, Permission permission, Endpoint endpoint) {
    this(method, path, permission, endpoint, false, List.of());
  }

  /** The same, where what is kept or worked out takes the server's time and room. */
  public HttpRoute counted() {
    return new HttpRoute(method, path, permission, endpoint, true, parameters);
  }

  /** The same with parameters in its address. */
  public HttpRoute taking(String... names) {
    return new HttpRoute(method, path, permission, endpoint, counts, List.of(names));
  }

  /** The same with what counts its requests around its endpoint. */
  HttpRoute around(UnaryOperator<Endpoint> counting) {
    return counts
        ? new HttpRoute(method, path, permission, counting.apply(endpoint), true, parameters)
        : this;
  }
}
