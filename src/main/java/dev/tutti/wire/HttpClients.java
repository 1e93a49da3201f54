package dev.tutti.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Vert.x's clients for upstreams that speak HTTP/2, one an event loop. Thread-safe. */
final class HttpClients implements AutoCloseable {
  private static final int LONGEST_CONNECT = 60_000;
  private static final int LONGEST_HEAD = 64 << 10;

  private final PoolSettings settings;
  private final ConcurrentHashMap<VertxLoop, HttpClient> clients = new ConcurrentHashMap<>();

  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

  HttpClients(PoolSettings settings) {
    this.settings = settings;
  }

  /** The client of a loop, made at its first use. */
  HttpClient of(VertxLoop loop) {
    return clients.computeIfAbsent(loop, this::client);
  }

  private HttpClient client(VertxLoop loop) {
    return loop.context()
        .owner()
        .httpClientBuilder()
        .with(options())
        .with(
            new PoolOptions()
                .setHttp1MaxSize(settings.maxConnections())
                .setHttp2MaxSize(settings.maxConnections()))
        .withConnectHandler(this::opened)
        .build();
  }

  /** What breaks a connection is told to the calls that it carries. */
  private void opened(HttpConnection connection) {
    open.add(connection);
    connection.exceptionHandler(_ -> {}).closeHandler(_ -> open.remove(connection));
  }

  /** Whether a connection of one of the clients is open. */
  boolean isOpen(HttpConnection connection) {
    return open.contains(connection);
  }

  /** Nothing is inflated on the way: who reads a body knows how long it may become. */
  private HttpClientOptions options() {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setUseAlpn(true)
        .setMaxHeaderSize(LONGEST_HEAD)
        .setTcpNoDelay(true)
        .setConnectTimeout(LONGEST_CONNECT)
        .setKeepAliveTimeout(seconds(settings.idleTimeout()))
        .setHttp2KeepAliveTimeout(seconds(settings.idleTimeout()));
  }

  /** Seconds, rounded up: zero would mean for ever. */
  private static int seconds(Duration time) {
    return (int) Math.min(Integer.MAX_VALUE, time.plusMillis(999).toSeconds());
  }

  /** Closes every connection. Blocks, so not to be called on a loop. */
  @Override
  public void close() {
    Future.join(clients.values().stream().map(HttpClient::close).toList()).await();
  }
}
