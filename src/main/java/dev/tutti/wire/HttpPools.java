package dev.tutti.wire;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one HTTP client of the process, and a pool of connections for each origin that is called.
 * Thread-safe.
 */
public final class HttpPools implements AutoCloseable {
  private final HttpClient client;
  private final PoolSettings settings;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final ConcurrentHashMap<Origin, Pool> pools = new ConcurrentHashMap<>();

  /** Opens nothing yet. */
  public HttpPools(Vertx vertx, PoolSettings settings, MeterRegistry meters, InstantSource clock) {
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
    this.client = vertx.createHttpClient(options(settings), sizes(settings));
  }

  /** HTTP/2 where TLS can agree on it; a plain upstream is spoken to in HTTP/1.1. */
  private static HttpClientOptions options(PoolSettings settings) {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setUseAlpn(true)
        .setDecompressionSupported(true)
        .setMaxHeaderSize(64 << 10)
        .setTcpNoDelay(true)
        .setConnectTimeout(60_000)
        .setKeepAliveTimeout((int) settings.idleTimeout().toSeconds())
        .setHttp2KeepAliveTimeout((int) settings.idleTimeout().toSeconds());
  }

  private static PoolOptions sizes(PoolSettings settings) {
    return new PoolOptions()
        .setHttp1MaxSize(settings.maxConnections())
        .setHttp2MaxSize(settings.maxConnections());
  }

  /** The pool of an origin, made at its first use. */
  public Pool pool(Origin origin) {
    return pools.computeIfAbsent(origin, o -> new Pool(o, client, settings, meters, clock));
  }

  /** What every pool looks like now, by origin. */
  public List<PoolStatistics> statistics() {
    return pools.values().stream()
        .map(Pool::statistics)
        .sorted(Comparator.comparing(PoolStatistics::origin))
        .toList();
  }

  /** Closes every connection. */
  @Override
  public void close() {
    client.close().await();
  }
}
