package dev.tutti.task.line;

import com.sun.management.OperatingSystemMXBean;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.line.LineEntry.EntryWork;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Rules of what may begin while others run, so that nothing is exhausted: inputs in memory are
 * bounded, nothing more begins while four fifths of the heap are live, what computes waits while
 * four fifths of the processors are busy or are expected to be, tokens, money and bytes of the
 * network are kept within what the node and owners may use, and models that refuse are asked by
 * fewer tasks at once. What only waits for upstreams is held back by nothing else. Thread-safe.
 */
public final class AdmissionRules {
  /** Of the node, after which nothing more begins. */
  private static final double FULL = 0.8;

  private final Machine machine;
  private final TaskSpending spending;
  private final AdaptiveConcurrency concurrency;
  private final WorkForecast forecast;
  private final CpuShares processors;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * Measurements of a machine.
   *
   * @param heap share that was live after the latest collection, 0 to 1
   * @param load share of the processors that is busy, 0 to 1
   * @param processors that there are
   */
  public record Machine(DoubleSupplier heap, DoubleSupplier load, int processors) {
    /** The machine that this process runs on. */
    public static Machine ofProcess() {
      return new Machine(
          AdmissionRules::liveHeap,
          AdmissionRules::busy,
          Runtime.getRuntime().availableProcessors());
    }
  }

  /** Rules over measurements of a machine. */
  public AdmissionRules(
      Machine machine,
      TaskSpending spending,
      AdaptiveConcurrency concurrency,
      WorkForecast forecast) {
    this.machine = machine;
    this.spending = spending;
    this.concurrency = concurrency;
    this.forecast = forecast;
    this.processors = new CpuShares(FULL * machine.processors);
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

  /** What tasks have used lately. */
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
    var work = entry.work();
    var full = alone ? Optional.<Admission>empty() : ofMachine(work, settings);
    if (full.isPresent()) {
      return full.get();
    }
    var held =
        ofModel(work, settings).or(() -> ofSpending(entry, settings)).or(() -> ofProcessors(entry));
    if (held.isPresent()) {
      spending.ended(entry.id());
      return held.get();
    }
    bytes.addAndGet(work.bytes());
    concurrency.started(work);
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
    double live = machine.heap.getAsDouble();
    if (live > FULL) {
      return full(
          "heap", "%.0f %% of the heap are live (at most %.0f)".formatted(100 * live, 100 * FULL));
    }
    double busy = work.computes() ? machine.load.getAsDouble() : 0;
    return busy > FULL
        ? Optional.of(
            processors(
                "%.0f %% of the processors are busy (at most %.0f)"
                    .formatted(100 * busy, 100 * FULL)))
        : Optional.empty();
  }

  private static Optional<Admission> full(String reason, String text) {
    return Optional.of(new Admission.Full(new TaskReason(reason, text)));
  }

  private static Admission.Held processors(String text) {
    return new Admission.Held("processors", new TaskReason("processors", text));
  }

  private Optional<Admission.Held> ofModel(EntryWork work, TaskSettings settings) {
    return settings.adaptive() ? concurrency.ask(work) : Optional.empty();
  }

  private Optional<Admission.Held> ofSpending(LineEntry entry, TaskSettings settings) {
    return settings.spending().isLimited()
        ? spending.reserve(entry, forecast.need(entry.work()), settings.spending())
        : Optional.empty();
  }

  private Optional<Admission.Held> ofProcessors(LineEntry entry) {
    return entry.work().computes()
        ? processors
            .take(entry.id(), forecast.processors(entry.work()))
            .map(AdmissionRules::processors)
        : Optional.empty();
  }

  /** A task that was admitted has ended. */
  public void ended(LineEntry entry) {
    bytes.addAndGet(-entry.work().bytes());
    concurrency.ended(entry.work());
    processors.ended(entry.id());
    spending.ended(entry.id());
  }
}
