package dev.tutti.forecast.usage;

import dev.tutti.monitor.ResourceMonitor;
import dev.tutti.monitor.TimedSample;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** History of the disk with the data. */
public interface DiskHistory {
  /** Bytes free now. */
  long free();

  /** Samples of a span, the earliest first, at most so many. */
  CompletableFuture<List<TimedSample>> samples(Instant from, Instant to, int limit);

  /** History that a monitor keeps. */
  static DiskHistory of(ResourceMonitor monitor) {
    return new DiskHistory() {
      @Override
      public long free() {
        return monitor.latest().diskFree();
      }

      @Override
      public CompletableFuture<List<TimedSample>> samples(Instant from, Instant to, int limit) {
        return monitor.samples(from, to, limit);
      }
    };
  }
}
