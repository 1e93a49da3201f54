package dev.tutti.monitor;

import dev.tutti.platform.Platform;
import dev.tutti.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;

/** Monitor of what the process and its machine take: now as meters, later as rows. Thread-safe. */
public final class ResourceMonitor {
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final Duration SAMPLE = Duration.ofMinutes(1);
  private static final Duration RETENTION = Duration.ofDays(90);

  private final Store store;
  private final InstantSource clock;
  private final ResourceProbe probe;
  private final AtomicBoolean sampling = new AtomicBoolean();
  private volatile ResourceSample latest;

  private ResourceMonitor(Store store, InstantSource clock, ResourceProbe probe) {
    this.store = store;
    this.clock = clock;
    this.probe = probe;
    this.latest = probe.sample();
  }

  /** Begins to look. */
  public static ResourceMonitor open(Platform platform) {
    var lag = new LoopLag(platform.loops().all(), platform.registry());
    var probe = new ResourceProbe(platform.data(), lag);
    var monitor = new ResourceMonitor(platform.store(), platform.clock(), probe);
    monitor.bindTo(platform.registry());
    platform.every(PROBE, lag::probe);
    platform.every(SAMPLE, monitor::lookAside);
    return monitor;
  }

  private void bindTo(MeterRegistry registry) {
    gauge(registry, "tutti.process.files.open", "File descriptors", ResourceSample::openFiles);
    gauge(registry, "tutti.process.files.max", "The most of them", ResourceSample::maxFiles);
    gauge(registry, "tutti.disk.free.bytes", "Where the data are", ResourceSample::diskFree);
    gauge(registry, "tutti.data.bytes", "The data", ResourceSample::dataSize);
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<ResourceSample> value) {
    Gauge.builder(name, () -> value.applyAsDouble(latest)).description(what).register(registry);
  }

  /** Looks on a thread of its own, as a disk may be slow; one at a time. */
  private void lookAside() {
    if (sampling.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              look();
            } finally {
              sampling.set(false);
            }
          });
    }
  }

  private void look() {
    var now = clock.instant();
    var sample = probe.sample();
    latest = sample;
    var _ =
        store.write(
            handle -> {
              ResourceTable.insert(handle, new TimedSample(now, sample));
              return ResourceTable.delete(handle, now.minus(RETENTION));
            });
  }

  /** What was seen last, at most a minute ago. */
  public ResourceSample latest() {
    return latest;
  }

  /**
   * Samples of a span, a minute apart, the earliest first.
   *
   * @param to the first instant after it
   * @param limit at most so many, spread evenly over the span
   */
  public CompletableFuture<List<TimedSample>> samples(Instant from, Instant to, int limit) {
    return store.read(handle -> ResourceTable.samples(handle, from, to, limit));
  }
}
