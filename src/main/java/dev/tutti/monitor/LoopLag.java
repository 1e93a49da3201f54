package dev.tutti.monitor;

import dev.tutti.call.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long event loops let a task wait: they are asked to run one from time to time. Thread-safe.
 */
final class LoopLag {
  private final List<? extends Loop> loops;
  private final Timer timer;
  private final AtomicLong longest = new AtomicLong();

  LoopLag(List<? extends Loop> loops, MeterRegistry registry) {
    this.loops = loops;
    this.timer =
        Timer.builder("tutti.loop.lag")
            .description("Time that a task waits for its event loop")
            .register(registry);
  }

  /** Asks every loop. */
  void probe() {
    for (var loop : loops) {
      long since = loop.nanos();
      loop.run(() -> waited(Duration.ofNanos(loop.nanos() - since)));
    }
  }

  private void waited(Duration time) {
    timer.record(time);
    longest.accumulateAndGet(time.toNanos(), Math::max);
  }

  /** The longest wait since this was asked before. */
  Duration takeLongest() {
    return Duration.ofNanos(longest.getAndSet(0));
  }
}
