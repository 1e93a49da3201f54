package dev.tutti.platform;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.CallObserver;
import dev.tutti.call.RequestIds;
import dev.tutti.store.Store;
import dev.tutti.store.StoreMeters;
import dev.tutti.store.StoreSettings;
import dev.tutti.telemetry.Telemetry;
import dev.tutti.telemetry.log.Logs;
import dev.tutti.telemetry.trace.Tracing;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Loops;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.transport.Transport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * Machine room of a process: what every feature may use. Thread-safe, but for {@link #add} and
 * {@link #every}, which belong to the thread that opens.
 *
 * @param store the database
 * @param telemetry the meters
 * @param tracing the traces of calls
 * @param logs the log
 * @param loops the event loops
 * @param pools connections to upstreams
 * @param clock the time of the day
 * @param random fit for secrets
 * @param ids names requests
 * @param data the folder that keeps all state
 */
public record Platform(
    Store store,
    Telemetry telemetry,
    Tracing tracing,
    Logs logs,
    Loops loops,
    HttpPools pools,
    Clock clock,
    SecureRandom random,
    RequestIds ids,
    Path data,
    Closer closer)
    implements AutoCloseable {
  /** How late a level of the log may end. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * Opens everything.
   *
   * @param transport what the event loops read and write with, bound to meters
   * @throws RuntimeException saying what could not be opened; then nothing stays open
   */
  public static Platform open(
      PlatformSettings settings, Function<MeterRegistry, Transport> transport) {
    var closer = new Closer();
    try {
      return open(settings, transport, closer);
    } catch (Throwable e) {
      closer.close();
      throw e;
    }
  }

  private static Platform open(
      PlatformSettings settings, Function<MeterRegistry, Transport> transport, Closer closer) {
    var clock = Clock.systemUTC();
    var logs = closer.addLast(Logs.open(settings.log(), clock));
    var random = new SecureRandom();
    var store = closer.addLast(Store.open(StoreSettings.in(settings.data())));
    var telemetry = closer.add(new Telemetry(settings.telemetry()));
    var registry = telemetry.registry();
    var tracing = closer.addLast(Tracing.open(settings.telemetry(), clock, random, registry));
    new StoreMeters(store).bindTo(registry);
    var loops = EventLoops.start(closer, transport.apply(registry));
    closer.add(loops.every(TICK, logs.levels()::expire)::run);
    var egress = EgressGuard.configured(settings.egressAllowed());
    var memory = BodyMemory.of(settings.bodyMemory());
    var pools = closer.add(new HttpPools(loops, settings.pool(), egress, memory, registry, clock));
    return new Platform(
        store,
        telemetry,
        tracing,
        logs,
        loops,
        pools,
        clock,
        random,
        new RequestIds(clock, random),
        settings.data(),
        closer);
  }

  /** The registry of all meters. */
  public MeterRegistry registry() {
    return telemetry.registry();
  }

  /** Observer of calls that have ended: another one first, then their traces and the log. */
  public CallObserver after(CallObserver first) {
    return logs.after(tracing.after(first));
  }

  /** Closes something before what was added earlier. */
  public <T extends AutoCloseable> T add(T resource) {
    return closer.add(resource);
  }

  /**
   * Closes something after the loops have stopped, before the database: what writes down how calls
   * ended.
   */
  public <T extends AutoCloseable> T addLast(T resource) {
    return closer.addLast(resource);
  }

  /** Runs a task from time to time until the platform closes; the first time after one period. */
  public void every(Duration period, Runnable task) {
    closer.add(loops.every(period, task)::run);
  }

  @Override
  public void close() {
    closer.close();
  }
}
