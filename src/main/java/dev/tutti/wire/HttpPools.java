package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A pool of connections for each origin that the process calls. Thread-safe. */
public final class HttpPools implements AutoCloseable {
  private static final int LONGEST_SWEEP = 1_000;

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
    Gauge.builder("tutti.bodies.held", memory, BodyMemory::held)
        .description("Memory that requests and collected answers hold at the moment")
        .baseUnit("bytes")
        .register(meters);
    var lookups = new Lookups(names.resolver());
    this.resources =
        new PoolResources(
            loops,
            new HttpClients(settings),
            settings,
            names.egress(),
            lookups,
            memory,
            meters,
            clock);
    if (settings.minWarm() > 0) {
      loops.vertx().setPeriodic(settings.idleTimeout().toMillis(), _ -> warmUp());
    }
    long sweep = Math.clamp(settings.idleTimeout().toMillis() / 2, 1, LONGEST_SWEEP);
    loops.vertx().setPeriodic(sweep, _ -> pools.values().forEach(Pool::sweep));
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
    pools.values().forEach(Pool::close);
    resources.clients().close();
  }
}
