package dev.tutti.task.run;

import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskForecast.Range;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.line.LineEntry.EntryWork;
import dev.tutti.task.line.TaskSpending.SpendingNeed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the latest tasks of a kind and a subject that have succeeded have taken, of inputs of about
 * the same size where there are enough, and what another one like them will: the median, and the
 * interval between the tenth and the ninetieth percentile of the next value, which is the k-th
 * smallest of n for k = (n + 1) p (a prediction interval that assumes nothing of the distribution).
 * Thread-safe.
 */
final class TaskHistory {
  static final int LATEST = 200;

  private static final int FEWEST = 9; // so that each end of the interval is a value that was seen
  private static final int ENOUGH = 30; // of inputs of one size, to be preferred to all
  private static final int MOST_KEYS = 1_000;
  private static final int ANY_SIZE = -1;
  private static final int BYTES_OF_TOKEN = 4;

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
   * @param size of their inputs, in steps of a factor of four; -1 for all of them
   */
  private record Key(String kind, String subject, int size) {}

  private record Sample(long millis, long tokens, long nanoDollars) {}

  /** The latest of one key; their forecast is made again when one in twenty is new. */
  private static final class Samples {
    private static final int RENEWED = 20;

    private final ArrayDeque<Sample> latest = new ArrayDeque<>();
    private @Nullable TaskForecast forecast;
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

    Optional<TaskForecast> forecast() {
      if (latest.size() >= FEWEST && (forecast == null || fresh * RENEWED >= latest.size())) {
        forecast = made();
        fresh = 0;
      }
      return Optional.ofNullable(forecast);
    }

    private TaskForecast made() {
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
  synchronized void add(TaskRecord task) {
    var sample =
        new Sample(
            task.times().ran().toMillis(), task.usage().tokens(), task.usage().nanoDollars());
    add(new Key(task.kind(), task.subject(), ANY_SIZE), sample);
    add(new Key(task.kind(), task.subject(), size(task.inputBytes())), sample);
  }

  private void add(Key key, Sample sample) {
    byKey.computeIfAbsent(key, _ -> new Samples()).add(sample);
  }

  private static int size(long bytes) {
    return (Long.SIZE - Long.numberOfLeadingZeros(bytes)) / 2;
  }

  /** Forecast of a task with an input of some size; empty while too little is known. */
  synchronized Optional<TaskForecast> forecast(String kind, String subject, long bytes) {
    var alike = byKey.get(new Key(kind, subject, size(bytes)));
    return alike != null && alike.size() >= ENOUGH ? alike.forecast() : forecast(kind, subject);
  }

  /** Forecast of a task; empty while too little is known. */
  synchronized Optional<TaskForecast> forecast(String kind, String subject) {
    return Optional.ofNullable(byKey.get(new Key(kind, subject, ANY_SIZE)))
        .flatMap(Samples::forecast);
  }

  /**
   * Tokens and money that a task may take: the high end of its forecast; where too little is known,
   * the tokens of its input, and more than no money.
   */
  SpendingNeed need(EntryWork work) {
    return forecast(work.kind(), work.subject(), work.bytes())
        .map(known -> new SpendingNeed(known.tokens().high(), known.cost().high()))
        .orElseGet(() -> new SpendingNeed(1 + work.bytes() / BYTES_OF_TOKEN, 1));
  }
}
