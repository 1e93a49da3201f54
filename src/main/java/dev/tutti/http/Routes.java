package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.security.Principal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Table of all endpoints. The one that answers a request is the most exact of those with its path
 * and method: a literal segment goes before a variable. Thread-safe once built.
 */
public final class Routes {
  private final Map<String, Map<HttpMethod, HttpRoute>> literal = new HashMap<>();

  /** Those with variables, in the order in which they are tried. */
  private final Map<String, Templated> templated = new TreeMap<>();

  /** The form of errors for callers who send a header, by its name. */
  private final Map<String, ErrorFormat> formats = new LinkedHashMap<>();

  private BrowserLogins logins = BrowserLogins.NONE;
  private final UnaryOperator<Endpoint> counting;

  /**
   * No routes yet.
   *
   * @param counting counts the requests of an endpoint that {@link HttpRoute#counted} asks it of
   */
  public Routes(UnaryOperator<Endpoint> counting) {
    this.counting = counting;
  }

  /** No routes yet, of which none counts. */
  public Routes() {
    this(UnaryOperator.identity());
  }

  private record Templated(PathTemplate path, Map<HttpMethod, HttpRoute> methods) {}

  /** Route of a request, and the variables of its path. */
  record Match(HttpRoute route, Map<String, String> variables) {}

  /** Says how callers who send a header are told of errors where no path tells it. */
  public void errors(String header, ErrorFormat format) {
    formats.put(header, format);
  }

  /** Lets browsers in whose cookie names a login; none are before. */
  public void logins(BrowserLogins known) {
    logins = known;
  }

  /**
   * Whether the login by which an exchange came in has not ended since, for answers that take long;
   * true for who has shown a key, or needs none.
   */
  public boolean admits(HttpExchange exchange) {
    return exchange.principal() instanceof Principal.Anonymous
        || exchange.header(HttpHeaders.AUTHORIZATION).isPresent()
        || exchange.header("x-api-key").isPresent()
        || logins.lasts(exchange.visit().token());
  }

  /** Logins of browsers. */
  BrowserLogins logins() {
    return logins;
  }

  /** Adds some. */
  public void add(Collection<HttpRoute> routes) {
    routes.forEach(this::add);
  }

  /**
   * Adds one.
   *
   * @throws IllegalArgumentException when there is one for the same requests
   */
  public void add(HttpRoute route) {
    if (methods(route.path()).putIfAbsent(route.method(), route.around(counting)) != null) {
      throw new IllegalArgumentException(
          "%s %s (expected: one route)".formatted(route.method(), route.path()));
    }
  }

  private Map<HttpMethod, HttpRoute> methods(String path) {
    var template = PathTemplate.parse(path);
    if (template.isLiteral()) {
      return literal.computeIfAbsent(path, _ -> new HashMap<>());
    }
    var known =
        templated.computeIfAbsent(template.order(), _ -> new Templated(template, new HashMap<>()));
    if (!known.path().toString().equals(path)) {
      throw new IllegalArgumentException(
          "%s (expected: %s, as its other methods)".formatted(path, known.path()));
    }
    return known.methods();
  }

  /**
   * The route of a request.
   *
   * @param allow told the methods that there are when it is none of them
   * @throws Fault with status 404 or 405
   */
  Match find(HttpMethod asked, RequestPath path, Consumer<String> allow) {
    var method = asked.equals(HttpMethod.HEAD) ? HttpMethod.GET : asked;
    var exact = exactly(path);
    var direct = exact.get(method);
    if (direct != null) {
      return new Match(direct, Map.of());
    }
    var allowed = names(exact);
    var segments = path.segments();
    for (var each : templated.values()) {
      var variables = each.path().match(segments);
      if (variables.isPresent()) {
        var route = each.methods().get(method);
        if (route != null) {
          return new Match(route, variables.get());
        }
        allowed.addAll(names(each.methods()));
      }
    }
    throw refusal(asked, path.text(), allowed, allow);
  }

  private Map<HttpMethod, HttpRoute> exactly(RequestPath path) {
    return path.hasEncodedSlash() ? Map.of() : literal.getOrDefault(path.text(), Map.of());
  }

  private Fault refusal(
      HttpMethod method, String path, Set<String> allowed, Consumer<String> allow) {
    if (allowed.isEmpty()) {
      return UnknownPath.fault(method, path, literal.keySet());
    }
    allow.accept(String.join(", ", allowed));
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            "%s %s (expected: %s)".formatted(method, path, String.join(" or ", allowed)))
        .status(405);
  }

  private static Set<String> names(Map<HttpMethod, HttpRoute> methods) {
    var names = new TreeSet<String>();
    methods.keySet().forEach(method -> names.add(method.name()));
    return names;
  }

  /**
   * The form of errors for callers of a path, or of the nearest path above it that has one, so that
   * even what is not there is told in the caller's own API. Empty where the request tells it.
   */
  Optional<ErrorFormat> errors(String path) {
    for (var at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      for (var route : literal.getOrDefault(at, Map.of()).values()) {
        var errors = route.endpoint().errors();
        if (errors.isPresent()) {
          return errors;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The form of errors for the caller of a request: as its path says, else its headers.
   *
   * @param sent whether the request has a header of that name
   */
  ErrorFormat errors(String path, Predicate<String> sent) {
    return errors(path)
        .orElseGet(
            () ->
                formats.entrySet().stream()
                    .filter(each -> sent.test(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(ErrorFormat.OPEN_AI));
  }

  /** Every route and who may use it, ordered by path and method. */
  List<Rights> rights() {
    return Stream.concat(
            literal.values().stream(), templated.values().stream().map(Templated::methods))
        .flatMap(methods -> methods.values().stream())
        .map(each -> new Rights(each.method().name(), each.path(), each.permission().roles()))
        .sorted(Comparator.comparing(Rights::path).thenComparing(Rights::method))
        .toList();
  }
}
