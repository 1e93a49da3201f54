package dev.tutti.monitor;

import dev.tutti.chat.Fault;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Measurements that others send; kept for 90 days, and at most a million. Thread-safe. */
public final class Measurements {
  /** The most that one summary is made of. */
  private static final int MOST = 200_000;

  private static final long MOST_ROWS = 1_000_000;
  private static final Duration RETENTION = Duration.ofDays(90);

  private final Store store;
  private final InstantSource clock;
  private final MeasurementReader reader;

  /** Those of a store. */
  public Measurements(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.reader = new MeasurementReader(clock);
  }

  /**
   * Measurements of a request's body.
   *
   * @throws Fault {@code invalid_request} naming the member
   */
  public List<Measurement> read(byte[] body) {
    return reader.read(body);
  }

  /** Keeps measurements, all or none; done when they are on disk, with how many they were. */
  public CompletableFuture<Integer> add(String key, List<Measurement> all) {
    return store.write(handle -> MeasurementTable.insert(handle, key, all));
  }

  /**
   * Summaries of a span by type, and by {@link MeasurementSummary#ALL} of all together, of the
   * latest 200,000 measurements; none where there was none.
   *
   * @param to the first instant after it
   */
  public CompletableFuture<Map<String, MeasurementSummary>> summary(Instant from, Instant to) {
    return store
        .read(handle -> MeasurementTable.latest(handle, from, to, MOST))
        .thenApply(MeasurementSummary::byType);
  }

  /** Deletes what was kept for long enough; to be called from time to time. */
  public void tidy() {
    var before = clock.instant().minus(RETENTION);
    var _ = store.write(handle -> MeasurementTable.delete(handle, before, MOST_ROWS));
  }
}
