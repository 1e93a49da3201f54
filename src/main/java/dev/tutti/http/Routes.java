package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.security.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which door is where, and who may enter. Thread-safe once built. */
public final class Routes {
  /** Who may change whom and what Tutti serves. */
  public static final Set<Role> ADMINISTRATORS = Set.of(Role.ADMIN);

  /** Who keeps it running. */
  public static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);

  /** Who may see how it fares. */
  public static final Set<Role> WATCHERS = Set.of(Role.OPERATOR, Role.AUDITOR);

  private static final Set<Role> CALLERS = Set.of(Role.USER);

  private final Map<String, Map<HttpMethod, Route>> exact = new HashMap<>();
  private final Map<String, Map<HttpMethod, Route>> below = new HashMap<>();

  /** A door that needs no key. */
  public void open(HttpMethod method, String path, Door door) {
    add(method, path, new Route(door, Set.of()));
  }

  /** A door for every key that calls models; one that only reads reports finds it closed. */
  public void keyed(HttpMethod method, String path, Door door) {
    add(method, path, new Route(door, CALLERS));
  }

  /** A door for some roles. */
  public void only(Set<Role> roles, HttpMethod method, String path, Door door) {
    add(method, path, new Route(door, roles));
  }

  /** A path that ends with a slash stands for everything below it. */
  private void add(HttpMethod method, String path, Route route) {
    var map = path.endsWith("/") ? below : exact;
    map.computeIfAbsent(path, _ -> new HashMap<>()).put(method, route);
  }

  /**
   * The route of a request.
   *
   * @throws Fault with status 404, or 405 with the methods that there are in a header
   */
  Route find(HttpMethod method, String path, HttpServerResponse response) {
    var methods = exact.get(path);
    if (methods == null) {
      methods = prefix(path).orElseThrow(() -> UnknownPath.fault(method, path, exact.keySet()));
    }
    var route = methods.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (route == null) {
      response.putHeader("allow", String.join(", ", names(methods)));
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "%s %s (expected: %s)".formatted(method, path, String.join(" or ", names(methods))))
          .status(405);
    }
    return route;
  }

  /**
   * How callers of a path are told of errors, or of the nearest path above it, so that even what is
   * not there is told in the caller's own API. Empty where the request tells it.
   */
  Optional<ErrorFormat> errors(String path) {
    for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      for (var route : exact.getOrDefault(at, Map.of()).values()) {
        return route.door().errors();
      }
    }
    return Optional.empty();
  }

  private Optional<Map<HttpMethod, Route>> prefix(String path) {
    return below.entrySet().stream()
        .filter(each -> path.startsWith(each.getKey()) && path.length() > each.getKey().length())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Every route and who may use it, ordered by path and method. */
  List<Rights> rights() {
    return Stream.of(exact, below)
        .flatMap(paths -> paths.entrySet().stream())
        .flatMap(
            path ->
                path.getValue().entrySet().stream()
                    .map(
                        each ->
                            new Rights(
                                each.getKey().name(), path.getKey(), each.getValue().roles())))
        .sorted(Comparator.comparing(Rights::path).thenComparing(Rights::method))
        .toList();
  }

  private static Set<String> names(Map<HttpMethod, Route> methods) {
    var names = new TreeSet<String>();
    methods.keySet().forEach(method -> names.add(method.name()));
    return names;
  }

  /**
   * A door and who may enter.
   *
   * @param roles nobody in particular when empty: then no key is needed
   */
  record Route(Door door, Set<Role> roles) {}
}
