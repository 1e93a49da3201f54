package dev.tutti.http;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.BodyMemory;
import dev.tutti.call.RequestIds;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.http.connection.ConnectionGuard;
import dev.tutti.http.connection.HeadLimits;
import dev.tutti.http.connection.OpenConnections;
import dev.tutti.security.Credentials;
import dev.tutti.security.Principal;
import dev.tutti.wire.Loops;
import dev.tutti.wire.VertxLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Listens on every loop, lets in who may enter, and stops without dropping anybody. Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /** To Vert.x any free port, but the same one for all servers that ask for this number. */
  private static final int ANY_PORT = -1;

  private final ServerSettings settings;
  private final Loops loops;
  private final Authenticator authenticator;
  private final Routes routes;
  private final RequestIds ids;
  private final ActiveCalls live;
  private final BodyMemory memory;
  private final HostCheck hosts;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  /** A gateway that does not listen yet. It adds the routes that tell how it is itself. */
  public Gateway(ServerResources resources, CallStart calls, Routes routes) {
    this.settings = calls.settings();
    this.live = calls.live();
    this.loops = resources.loops();
    this.authenticator = resources.authenticator();
    this.ids = resources.ids();
    this.memory = resources.memory();
    this.routes = routes;
    this.hosts = new HostCheck(settings.host(), settings.allowedHosts(), settings.cors());
    routes.add(
        new HttpRoute(
            HttpMethod.GET, "/healthz", Permission.open(), new HealthEndpoint(() -> true)));
    routes.add(
        new HttpRoute(
            HttpMethod.GET, "/readyz", Permission.open(), new HealthEndpoint(this::isReady)));
  }

  /**
   * The transport for the loops that a gateway listens on: the native one where there is one, with
   * the settings' bounds on connections, which have meters.
   */
  public static Transport transport(ServerSettings settings, MeterRegistry registry) {
    var fastest = Transport.nativeTransport();
    return new OpenConnections(settings.connections(), registry)
        .guarding(fastest != null && fastest.available() ? fastest : Transport.NIO);
  }

  /**
   * Begins to listen; blocks until it does. To be called once.
   *
   * @return the address that clients use, such as {@code http://127.0.0.1:8080}
   * @throws IllegalStateException when the address cannot be listened on; then nothing listens
   */
  public String start() {
    try {
      for (var loop : loops.all()) {
        listen(loop);
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    return address(servers.getFirst().actualPort());
  }

  /** An IPv6 address is bracketed in a URL (RFC 3986, 3.2.2). */
  private String address(int port) {
    var host = settings.host();
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return (settings.tls().isOn() ? "https://" : "http://")
        + (bare ? "[" + host + "]" : host)
        + ":"
        + port;
  }

  private void listen(VertxLoop loop) {
    int port = settings.port() == 0 ? ANY_PORT : settings.port();
    var options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setAcceptBacklog(4_096)
            .setMaxHeaderSize(HeadLimits.HEADERS)
            .setMaxInitialLineLength(HeadLimits.LINE)
            .setIdleTimeout(seconds(settings.idle()))
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setStrictThreadMode(true) // each exchange keeps to its connection's loop
            .setPerFrameWebSocketCompressionSupported(
                false) // else each part passes a handler for it
            .setPerMessageWebSocketCompressionSupported(false);
    settings.tls().apply(options);
    var bound = Promise.<HttpServer>promise();
    loop.run(
        () ->
            loop.context()
                .owner()
                .createHttpServer(options)
                .requestHandler(http -> enter(loop, http))
                .invalidRequestHandler(http -> refuse(loop, http))
                .listen(port, settings.host())
                .onComplete(bound));
    servers.add(await(bound.future()));
  }

  /** Seconds, rounded up: zero would mean for ever. */
  private static int seconds(Duration time) {
    return (int) Math.min(Integer.MAX_VALUE, time.plusMillis(999).toSeconds());
  }

  /** The future's own failure is a checked exception that nobody declares. */
  private HttpServer await(Future<HttpServer> bound) {
    try {
      return bound.await();
    } catch (Exception e) {
      throw new IllegalStateException(
          "server.host, server.port: cannot listen on %s:%d: %s (expected: a free port of this machine)"
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  private void enter(VertxLoop loop, HttpServerRequest http) {
    var exchange = exchange(loop, http);
    try {
      exchange.errors(routes.errors(exchange.path(), http.headers()::contains));
      HeaderCheck.require(http);
      hosts.require(http);
      if (!settings.cors().answer(http)) {
        enter(exchange, http);
      }
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  private void enter(HttpExchange exchange, HttpServerRequest http) {
    var found =
        routes.find(
            http.method(),
            exchange.written(),
            methods -> exchange.response().putHeader("allow", methods));
    var route = found.route();
    exchange.routed(found);
    boolean harmless = READING.contains(http.method()) && !route.endpoint().reachesOut();
    hosts.requireOrigin(http, harmless);
    if (!route.permission().isOpen()) {
      requireReady(exchange);
      var principal = principal(exchange, http);
      ConnectionGuard.of(http).ifPresent(ConnectionGuard::authenticated);
      if (principal instanceof Principal.Anonymous && !harmless) {
        hosts.requireOwn(http);
      }
      exchange.enter(principal, route.permission());
      if (http.query() != null) {
        UnknownParameter.refuse(route, http.params().names());
      }
    }
    route.endpoint().answer(exchange);
  }

  /** The holder of the key that is shown or, where none is, who has logged in at the console. */
  private Principal principal(HttpExchange exchange, HttpServerRequest http) {
    var presented = presented(http);
    var visit = exchange.visit();
    if (!presented.isEmpty() || visit.token().isEmpty()) {
      return authenticator.authenticate(presented, visit.isLocal());
    }
    var login = routes.logins().principal(visit.token());
    if (login.isEmpty()) {
      return authenticator.authenticate(presented, visit.isLocal());
    }
    visit.requireOwnPage();
    exchange
        .response()
        .putHeader("cache-control", "no-store")
        .putHeader("x-content-type-options", "nosniff");
    return login.get();
  }

  private HttpExchange exchange(VertxLoop loop, HttpServerRequest http) {
    var exchange =
        new HttpExchange(http, loop, ids.next(), settings.connections().bodyTimeout(), memory);
    ConnectionGuard.of(http)
        .ifPresent(
            guard -> {
              guard.requested(http);
              exchange.onEnd(guard::answered);
            });
    return exchange;
  }

  private void requireReady(HttpExchange exchange) {
    if (stopping.get()) {
      exchange.response().putHeader("connection", "close");
      throw Fault.of(FaultCode.OVERLOADED, "Tutti is stopping").after(Duration.ofSeconds(1));
    }
  }

  /** Answers what is not HTTP; the connection closes, because nobody knows where it goes on. */
  private void refuse(VertxLoop loop, HttpServerRequest http) {
    exchange(loop, http).fail(MalformedRequests.fault(http.decoderResult().cause()));
  }

  private static String presented(HttpServerRequest http) {
    return Credentials.presented(
        orEmpty(http.getHeader(HttpHeaders.AUTHORIZATION)), orEmpty(http.getHeader(API_KEY)));
  }

  private static String orEmpty(@Nullable String header) {
    return header == null ? "" : header;
  }

  /** Every route and who may use it. */
  public List<Rights> rights() {
    return routes.rights();
  }

  /** Whether new requests are welcome. */
  public boolean isReady() {
    return !stopping.get();
  }

  /**
   * Stops. First {@code readyz} says so, and a caller that asks for anything else is sent away;
   * answers that have begun may go on for the drain time, then streams end with an error event;
   * then nobody listens any more. Blocks until it is done, about 4 s after the drain time at the
   * latest.
   */
  @Override
  public void close() {
    stopping.set(true);
    live.drain(settings.drain());
    Future.join(servers.stream().map(server -> server.shutdown(FAREWELL)).toList())
        .otherwiseEmpty()
        .await();
  }
}
