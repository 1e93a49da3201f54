package dev.tutti.monitor;

import dev.tutti.platform.Platform;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Monitor of how full limits are: looked at each second, written every five minutes, of the 200
 * limits of which the largest shares were used. Thread-safe.
 */
public final class LimitMonitor {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration SAMPLE = Duration.ofMinutes(5);
  private static final Duration RETENTION = Duration.ofDays(90);
  private static final int MOST_KNOWN = 1_000;
  private static final int MOST_WRITTEN = 200;

  private final Store store;
  private final InstantSource clock;
  private final Supplier<List<LimitUse>> limits;
  private Map<Name, LimitTally> tallies = new HashMap<>();
  private int looks;

  /** Name of a limit. */
  private record Name(LimitKind kind, String subject) {}

  /**
   * A monitor that looks when it is told to.
   *
   * @param limits at this moment; never blocks
   */
  public LimitMonitor(Store store, InstantSource clock, Supplier<List<LimitUse>> limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Begins to look.
   *
   * @param limits at this moment; never blocks
   */
  public static LimitMonitor open(Platform platform, Supplier<List<LimitUse>> limits) {
    var monitor = new LimitMonitor(platform.store(), platform.clock(), limits);
    platform.every(LOOK, monitor::look);
    platform.every(
        SAMPLE,
        () -> {
          var _ = monitor.write();
        });
    return monitor;
  }

  /** Limits at this moment. */
  public List<LimitUse> now() {
    return limits.get();
  }

  /** Looks once. Does not block. */
  public void look() {
    var now = limits.get();
    synchronized (this) {
      looks++;
      for (var use : now) {
        var name = new Name(use.kind(), use.subject());
        if (tallies.size() < MOST_KNOWN || tallies.containsKey(name)) {
          tallies.merge(name, LimitTally.of(use), LimitTally::plus);
        }
      }
    }
  }

  /** Writes what was seen since the last time. */
  CompletableFuture<Integer> write() {
    List<LimitTally> seen;
    int times;
    synchronized (this) {
      seen = mostUsed();
      times = looks;
      tallies = new HashMap<>();
      looks = 0;
    }
    if (times == 0) {
      return CompletableFuture.completedFuture(0);
    }
    var now = clock.instant();
    return store.write(
        handle -> {
          LimitTable.insert(handle, now, times, seen);
          return LimitTable.delete(handle, now.minus(RETENTION));
        });
  }

  private List<LimitTally> mostUsed() {
    return tallies.values().stream()
        .filter(LimitTally::isUsed)
        .sorted(Comparator.comparingDouble(LimitTally::share).reversed())
        .limit(MOST_WRITTEN)
        .toList();
  }

  /** Use of limits in a span, with everything that was seen so far. */
  public CompletableFuture<LimitHistory> history(LimitQuery query) {
    return write()
        .handle((_, _) -> query)
        .thenCompose(asked -> store.read(handle -> LimitTable.history(handle, asked)));
  }
}
