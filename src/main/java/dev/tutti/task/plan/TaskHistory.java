package dev.tutti.task.plan;

import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskForecast.Range;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.line.LineEntry.EntryWork;
import dev.tutti.task.line.WorkForecast;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the latest tasks of a kind and a subject that have succeeded have taken, of the same version
 * and of inputs of about the same size where there are enough, and what another one like them will:
 * the median, and the interval between the tenth and the ninetieth percentile of the next value,
 * which is the k-th smallest of n for k = (n + 1) p (a prediction interval that assumes nothing of
 * the distribution). Thread-safe.
 */
public final class TaskHistory implements WorkForecast {
  static final int LATEST = 200;

  private static final int FEWEST = 9; // so that each end of the interval is a value that was seen
  private static final int ENOUGH = 30; // of inputs of one size, to be preferred to all
  private static final int MOST_KEYS = 1_000;
  private static final int ANY_SIZE = -1;
  private static final String ANY_VERSION = "";
  private static final int BYTES_OF_TOKEN = 4;
  private static final int HASH_DIGITS = 16;

  private final Map<Key, Samples> byKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Samples> eldest) {
          return size() > MOST_KEYS;
        }
      };

  /**
   * Tasks that are taken to be alike.
   *
   * @param version empty for all of them
   * @param size of their inputs, in steps of a factor of four; -1 for all of them
   */
  private record Key(String kind, String subject, String version, int size) {}

  /**
   * @param asked by which those that asked the same are told; 0 where nothing tells
   */
  private record Sample(
      long millis, long tokens, long nanoDollars, long networkBytes, Duration cpu, long asked) {
    static Sample of(TaskRecord task) {
      var usage = task.usage();
      return new Sample(
          task.times().ran().toMillis(),
          usage.tokens(),
          usage.nanoDollars(),
          usage.networkBytes(),
          usage.cpu(),
          asked(task));
    }

    /** Of one owner, as nobody is told what others have asked. */
    static long asked(TaskRecord task) {
      var hash = task.requestHash();
      return hash.length() < HASH_DIGITS
          ? 0
          : Long.parseUnsignedLong(hash, 0, HASH_DIGITS, 16) + task.owner().owner().hashCode();
    }
  }

  /**
   * Expectation of the next one of a key.
   *
   * @param networkBytes high end of the interval
   * @param processors that it keeps busy on average
   */
  private record TaskExpectation(TaskForecast forecast, long networkBytes, double processors) {}

  /** The latest of one key; what is expected is made again when one in twenty is new. */
  private static final class Samples {
    private static final int RENEWED = 20;

    private final ArrayDeque<Sample> latest = new ArrayDeque<>();
    private @Nullable TaskExpectation expectation;
    private int fresh;

    void add(Sample sample) {
      if (latest.size() >= LATEST) {
        latest.remove();
      }
      latest.add(sample);
      fresh++;
    }

    int size() {
      return latest.size();
    }

    Optional<TaskExpectation> expectation() {
      if (latest.size() >= FEWEST && (expectation == null || fresh * RENEWED >= latest.size())) {
        expectation =
            new TaskExpectation(forecast(), range(Sample::networkBytes).high(), processors());
        fresh = 0;
      }
      return Optional.ofNullable(expectation);
    }

    private double processors() {
      var cpu = latest.stream().map(Sample::cpu).reduce(Duration.ZERO, Duration::plus);
      long millis = latest.stream().mapToLong(Sample::millis).sum();
      return cpu.toMillis() / (double) Math.max(1, millis);
    }

    private TaskForecast forecast() {
      var time = range(Sample::millis);
      return new TaskForecast(
          new Range<>(
              Duration.ofMillis(time.low()),
              Duration.ofMillis(time.median()),
              Duration.ofMillis(time.high())),
          range(Sample::tokens),
          range(Sample::nanoDollars),
          latest.size());
    }

    private Range<Long> range(ToLongFunction<Sample> value) {
      var sorted = latest.stream().mapToLong(value).toArray();
      Arrays.sort(sorted);
      return new Range<>(at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9));
    }

    private static long at(long[] sorted, double share) {
      int place = (int) Math.round((sorted.length + 1) * share);
      return sorted[Math.clamp(place, 1, sorted.length) - 1];
    }
  }

  /** Notes a task that has succeeded. */
  public synchronized void add(TaskRecord task) {
    var sample = Sample.of(task);
    for (var version : Stream.of(ANY_VERSION, task.plan().version()).distinct().toList()) {
      for (int size : new int[] {ANY_SIZE, size(task.inputBytes())}) {
        byKey
            .computeIfAbsent(
                new Key(task.kind(), task.subject(), version, size), _ -> new Samples())
            .add(sample);
      }
    }
  }

  private static int size(long bytes) {
    return (Long.SIZE - Long.numberOfLeadingZeros(bytes)) / 2;
  }

  /** Forecast of a task; empty while too little is known. */
  public synchronized Optional<TaskForecast> forecast(EntryWork work) {
    return expectation(work).map(TaskExpectation::forecast);
  }

  private Optional<TaskExpectation> expectation(EntryWork work) {
    return ofVersion(work, work.version()).or(() -> ofVersion(work, ANY_VERSION));
  }

  private Optional<TaskExpectation> ofVersion(EntryWork work, String version) {
    var alike = byKey.get(new Key(work.kind(), work.subject(), version, size(work.bytes())));
    return alike != null && alike.size() >= ENOUGH
        ? alike.expectation()
        : ofAnySize(work.kind(), work.subject(), version);
  }

  private Optional<TaskExpectation> ofAnySize(String kind, String subject, String version) {
    return Optional.ofNullable(byKey.get(new Key(kind, subject, version, ANY_SIZE)))
        .flatMap(Samples::expectation);
  }

  /** Forecast of a task of any version and any size; empty while too little is known. */
  public synchronized Optional<TaskForecast> forecast(String kind, String subject) {
    return ofAnySize(kind, subject, ANY_VERSION).map(TaskExpectation::forecast);
  }

  /** Number of the latest tasks like one that its owner has submitted in the same words. */
  public synchronized int same(TaskRecord task) {
    long asked = Sample.asked(task);
    var alike = byKey.get(new Key(task.kind(), task.subject(), ANY_VERSION, ANY_SIZE));
    return asked == 0 || alike == null
        ? 0
        : (int) alike.latest.stream().filter(sample -> sample.asked == asked).count();
  }

  /**
   * Amount that a task may take: the high ends of what is expected; where too little is known, the
   * tokens and the bytes of its input, and more than no money.
   */
  @Override
  public synchronized TaskAmount need(EntryWork work) {
    return expectation(work)
        .map(
            known ->
                new TaskAmount(
                    known.forecast.tokens().high(),
                    known.forecast.cost().high(),
                    known.networkBytes))
        .orElseGet(() -> new TaskAmount(1 + work.bytes() / BYTES_OF_TOKEN, 1, 1 + work.bytes()));
  }

  @Override
  public synchronized double processors(EntryWork work) {
    return expectation(work).map(TaskExpectation::processors).orElse(1.0);
  }
}
