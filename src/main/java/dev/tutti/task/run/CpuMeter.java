package dev.tutti.task.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * CPU time of the platform threads that an attempt runs on. Virtual threads share those that carry
 * them and have no counter of their own: nothing is measured of them. Thread-safe.
 */
final class CpuMeter {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Readings of the threads that are at work when they began. */
  private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

  private final AtomicLong ended = new AtomicLong();

  /** Does work on the current thread, whose CPU time counts meanwhile. */
  <T> T during(Callable<T> work) throws Exception {
    var thread = Thread.currentThread();
    if (thread.isVirtual() || !THREADS.isThreadCpuTimeSupported()) {
      return work.call();
    }
    begun.put(thread, THREADS.getCurrentThreadCpuTime());
    try {
      return work.call();
    } finally {
      var before = begun.remove(thread);
      ended.addAndGet(before == null ? 0 : THREADS.getCurrentThreadCpuTime() - before);
    }
  }

  /** CPU time so far. */
  Duration total() {
    long nanos = ended.get();
    for (var each : begun.entrySet()) {
      long now = THREADS.getThreadCpuTime(each.getKey().threadId()); // -1 once it has ended
      nanos += Math.max(0, now - each.getValue());
    }
    return Duration.ofNanos(nanos);
  }
}
