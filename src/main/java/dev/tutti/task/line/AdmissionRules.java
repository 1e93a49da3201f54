package dev.tutti.task.line;

import com.sun.management.OperatingSystemMXBean;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.line.LineEntry.EntryWork;
import dev.tutti.task.line.TaskSpending.SpendingNeed;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Rules of what may begin while others run, so that nothing is exhausted: inputs in memory are
 * bounded, nothing more begins while four fifths of the heap are live, what keeps a processor busy
 * waits while four fifths of them are, tokens and money are kept within what the node and owners
 * may spend, and models that refuse are asked by fewer tasks at once. What only waits for upstreams
 * is held back by nothing else. Thread-safe.
 */
public final class AdmissionRules {
  /** Of the node, after which nothing more begins. */
  private static final double FULL = 0.8;

  private final DoubleSupplier heap;
  private final DoubleSupplier processors;
  private final TaskSpending spending;
  private final AdaptiveConcurrency concurrency;
  private final Function<EntryWork, SpendingNeed> needs;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Rules over measurements of this process, each from 0 to 1.
   *
   * @param heap share that was live after the latest collection
   * @param processors share that is busy
   * @param needs tokens and money that a task will take, as far as is known
   */
  public AdmissionRules(
      DoubleSupplier heap,
      DoubleSupplier processors,
      TaskSpending spending,
      AdaptiveConcurrency concurrency,
      Function<EntryWork, SpendingNeed> needs) {
    this.heap = heap;
    this.processors = processors;
    this.spending = spending;
    this.concurrency = concurrency;
    this.needs = needs;
  }

  /** Rules of this process. */
  public static AdmissionRules ofProcess(
      TaskSpending spending,
      AdaptiveConcurrency concurrency,
      Function<EntryWork, SpendingNeed> needs) {
    return new AdmissionRules(
        AdmissionRules::liveHeap, AdmissionRules::busy, spending, concurrency, needs);
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

  /** Tokens and money of tasks. */
  public TaskSpending spending() {
    return spending;
  }

  /** Tasks that models bear at once. */
  public AdaptiveConcurrency concurrency() {
    return concurrency;
  }

  /**
   * Whether a task may begin; it counts from then on.
   *
   * @param alone whether nothing runs, so that it would wait for ever
   */
  public Admission ask(LineEntry entry, TaskSettings settings, boolean alone) {
    var full = alone ? Optional.<Admission>empty() : ofMachine(entry.work(), settings);
    if (full.isPresent()) {
      return full.get();
    }
    var crowded =
        settings.adaptive() ? concurrency.ask(entry.work()) : Optional.<Admission.Held>empty();
    if (crowded.isPresent()) {
      return crowded.get();
    }
    if (settings.spending().isLimited()) {
      var spent = spending.reserve(entry, needs.apply(entry.work()), settings.spending());
      if (spent.isPresent()) {
        return spent.get();
      }
    }
    bytes.addAndGet(entry.work().bytes());
    concurrency.started(entry.work());
    return Admission.NOW;
  }

  private Optional<Admission> ofMachine(EntryWork work, TaskSettings settings) {
    long taken = bytes.get();
    if (taken + work.bytes() > settings.memory()) {
      return full(
          "memory",
          "inputs of running tasks take %d bytes, this one %d (tasks.memory: %d)"
              .formatted(taken, work.bytes(), settings.memory()));
    }
    double live = heap.getAsDouble();
    if (live > FULL) {
      return full(
          "heap", "%.0f %% of the heap are live (at most %.0f)".formatted(100 * live, 100 * FULL));
    }
    double busy = work.computes() ? processors.getAsDouble() : 0;
    return busy > FULL
        ? Optional.of(
            new Admission.Held(
                "processors",
                new TaskReason(
                    "processors",
                    "%.0f %% of the processors are busy (at most %.0f)"
                        .formatted(100 * busy, 100 * FULL))))
        : Optional.empty();
  }

  private static Optional<Admission> full(String reason, String text) {
    return Optional.of(new Admission.Full(new TaskReason(reason, text)));
  }

  /** A task that was admitted has ended. */
  public void ended(LineEntry entry) {
    bytes.addAndGet(-entry.work().bytes());
    concurrency.ended(entry.work());
    spending.ended(entry.id());
  }
}
