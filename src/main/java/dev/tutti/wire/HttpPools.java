package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A pool of connections for each origin that the process calls. Thread-safe. */
public final class HttpPools implements AutoCloseable {
  private static final int LONGEST_SWEEP = 1_000;

  /** Time for which a pool is kept that nobody asks for, where pools are forgotten. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final Loops loops;
  private final PoolResources resources;
  private final ConcurrentHashMap<Peer, Pool> pools = new ConcurrentHashMap<>();
  private final AtomicReference<List<Pool>> warm = new AtomicReference<>(List.of());
  private final boolean forgets;

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
    this(resources(loops, settings, names, memory, meters, clock), false);
    Gauge.builder("tutti.bodies.held", memory, BodyMemory::held)
        .description("Memory that requests and collected answers hold at the moment")
        .baseUnit("bytes")
        .register(meters);
    if (settings.minWarm() > 0) {
      loops.vertx().setPeriodic(settings.idleTimeout().toMillis(), _ -> warmUp());
    }
  }

  /**
   * Pools of origins that callers name, ever others: one that nobody has asked for in ten minutes,
   * and nobody uses, is forgotten. So whoever uses one asks for it anew. They have no meters, and
   * none is warm.
   */
  public static HttpPools visiting(
      Loops loops,
      PoolSettings settings,
      EgressGuard egress,
      BodyMemory memory,
      InstantSource clock) {
    var unmeasured = new SimpleMeterRegistry();
    unmeasured.config().meterFilter(MeterFilter.deny());
    var names = new Names(egress, Resolver.system());
    return new HttpPools(resources(loops, settings, names, memory, unmeasured, clock), true);
  }

  private HttpPools(PoolResources resources, boolean forgets) {
    this.loops = resources.loops();
    this.resources = resources;
    this.forgets = forgets;
    long idle = resources.settings().idleTimeout().toMillis();
    loops.vertx().setPeriodic(Math.clamp(idle / 2, 1, LONGEST_SWEEP), _ -> sweep());
  }

  private static PoolResources resources(
      Loops loops,
      PoolSettings settings,
      Names names,
      BodyMemory memory,
      MeterRegistry meters,
      InstantSource clock) {
    return new PoolResources(
        loops,
        new HttpClients(settings),
        settings,
        names.egress(),
        new Lookups(names.resolver()),
        memory,
        meters,
        clock);
  }

  private void sweep() {
    pools.values().forEach(Pool::sweep);
    if (forgets) {
      for (var peer : pools.keySet()) {
        pools.computeIfPresent(peer, (_, pool) -> pool.isLeft(FORGOTTEN) ? null : pool);
      }
    }
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
    var peer = new Peer(origin, tls);
    return forgets
        ? Objects.requireNonNull(pools.compute(peer, (_, known) -> asked(peer, known)))
        : pools.computeIfAbsent(peer, _ -> new Pool(peer, resources));
  }

  private Pool asked(Peer peer, @Nullable Pool known) {
    var pool = known == null ? new Pool(peer, resources) : known;
    pool.ask();
    return pool;
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
    pools.values().forEach(Pool::close);
    resources.clients().close();
  }
}
