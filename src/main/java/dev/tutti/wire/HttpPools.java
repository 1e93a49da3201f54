package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * HTTP clients of the process, one an event loop, and a pool of connections for each origin that is
 * called. Thread-safe.
 */
public final class HttpPools implements AutoCloseable {
  private static final int LONGEST_CONNECT = 60_000;

  private final Loops loops;
  private final PoolResources resources;
  private final ConcurrentHashMap<Peer, Pool> pools = new ConcurrentHashMap<>();
  private final AtomicReference<List<Pool>> warm = new AtomicReference<>(List.of());

  /**
   * Opens nothing yet.
   *
   * @param egress where connections may lead to
   * @param memory what the answers that are collected may hold
   */
  public HttpPools(
      Loops loops,
      PoolSettings settings,
      EgressGuard egress,
      BodyMemory memory,
      MeterRegistry meters,
      InstantSource clock) {
    this(loops, settings, new Names(egress, Resolver.system()), memory, meters, clock);
  }

  /**
   * Names of upstreams.
   *
   * @param egress where they may lead to
   * @param resolver looks them up
   */
  public record Names(EgressGuard egress, Resolver resolver) {}

  /** The same with another way to look up names. */
  public HttpPools(
      Loops loops,
      PoolSettings settings,
      Names names,
      BodyMemory memory,
      MeterRegistry meters,
      InstantSource clock) {
    this.loops = loops;
    var connections = new UpstreamConnections(clock);
    var clients = new LinkedHashMap<VertxLoop, HttpClient>();
    loops.all().forEach(loop -> clients.put(loop, client(loops, settings, connections)));
    Gauge.builder("tutti.bodies.held", memory, BodyMemory::held)
        .description("Memory that requests and collected answers hold at the moment")
        .baseUnit("bytes")
        .register(meters);
    var lookups = new Lookups(names.resolver());
    this.resources =
        new PoolResources(
            Collections.unmodifiableMap(clients),
            settings,
            connections,
            names.egress(),
            lookups,
            memory,
            meters,
            clock);
    if (settings.minWarm() > 0) {
      loops.vertx().setPeriodic(settings.idleTimeout().toMillis(), _ -> warmUp());
    }
  }

  private static HttpClient client(
      Loops loops, PoolSettings settings, UpstreamConnections connections) {
    return loops
        .vertx()
        .httpClientBuilder()
        .with(options(settings))
        .with(sizes(settings))
        .withConnectHandler(connections::opened)
        .build();
  }

  /**
   * HTTP/2 where TLS can agree on it; a plain upstream is spoken to in HTTP/1.1. Nothing is
   * inflated on the way: who reads a body knows how long it may become.
   */
  private static HttpClientOptions options(PoolSettings settings) {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setUseAlpn(true)
        .setMaxHeaderSize(64 << 10)
        .setTcpNoDelay(true)
        .setConnectTimeout(LONGEST_CONNECT)
        .setKeepAliveTimeout(seconds(settings.idleTimeout()))
        .setHttp2KeepAliveTimeout(seconds(settings.idleTimeout()));
  }

  /** Seconds, rounded up: zero would mean for ever. */
  private static int seconds(Duration time) {
    return (int) Math.min(Integer.MAX_VALUE, time.plusMillis(999).toSeconds());
  }

  private static PoolOptions sizes(PoolSettings settings) {
    return new PoolOptions()
        .setHttp1MaxSize(settings.maxConnections())
        .setHttp2MaxSize(settings.maxConnections());
  }

  /** The loops that its connections are used on. */
  public Loops loops() {
    return loops;
  }

  /** Memory for bodies: answers, and whatever else of this process. */
  public BodyMemory memory() {
    return resources.memory();
  }

  /** The pool of an origin that is verified so, made at its first use. */
  public Pool pool(Origin origin, Tls tls) {
    return pools.computeIfAbsent(new Peer(origin, tls), peer -> new Pool(peer, resources));
  }

  /** From now on keeps these pools warm, and no others. */
  public void keepWarm(Collection<Pool> inUse) {
    warm.set(List.copyOf(inUse));
    warmUp();
  }

  private void warmUp() {
    for (var pool : warm.get()) {
      pool.warm();
    }
  }

  /** Statistics of every pool, by origin. */
  public List<PoolStatistics> statistics() {
    return pools.values().stream()
        .map(Pool::statistics)
        .sorted(Comparator.comparing(PoolStatistics::origin))
        .toList();
  }

  /** Peer that a pool's connections lead to. */
  record Peer(Origin origin, Tls tls) {
    /** For meters, which tell pools apart by it. */
    String label() {
      return tls.ca().isEmpty() ? origin.toString() : origin + " trusting " + tls.ca();
    }
  }

  /** Closes every connection. Blocks, so not to be called on a loop. */
  @Override
  public void close() {
    resources.lookups().close();
    Future.join(resources.clients().values().stream().map(HttpClient::close).toList()).await();
  }
}
