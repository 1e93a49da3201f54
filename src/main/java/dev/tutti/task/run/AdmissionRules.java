package dev.tutti.task.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Rules of what may begin while others run, so that nothing is exhausted: inputs in memory are
 * bounded, nothing more begins while four fifths of the heap are live, and what keeps a processor
 * busy waits while four fifths of them are. What only waits for upstreams is not held back by that.
 * Thread-safe.
 */
final class AdmissionRules {
  /** Of the node, after which nothing more begins. */
  private static final double FULL = 0.8;

  private final DoubleSupplier heap;
  private final DoubleSupplier processors;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Rules over measurements of this process, each from 0 to 1.
   *
   * @param heap share that was live after the latest collection
   * @param processors share that is busy
   */
  AdmissionRules(DoubleSupplier heap, DoubleSupplier processors) {
    this.heap = heap;
    this.processors = processors;
  }

  /** Rules of this process. */
  static AdmissionRules ofProcess() {
    return new AdmissionRules(AdmissionRules::liveHeap, AdmissionRules::busy);
  }

  private static double liveHeap() {
    long live =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getCollectionUsage)
            .filter(usage -> usage != null)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    return live / (double) Runtime.getRuntime().maxMemory();
  }

  private static double busy() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getCpuLoad()
        : 0;
  }

  /**
   * Whether a task may begin; its input counts from then on.
   *
   * @param most bytes of inputs
   * @param alone whether nothing runs, so that it would wait for ever
   */
  Admission ask(LineEntry entry, long most, boolean alone) {
    if (!alone && (bytes.get() + entry.bytes() > most || heap.getAsDouble() > FULL)) {
      return Admission.WAIT;
    }
    if (!alone && entry.computes() && processors.getAsDouble() > FULL) {
      return Admission.PASS_OVER;
    }
    bytes.addAndGet(entry.bytes());
    return Admission.NOW;
  }

  /** A task that was admitted has ended. */
  void ended(long inputBytes) {
    bytes.addAndGet(-inputBytes);
  }
}
