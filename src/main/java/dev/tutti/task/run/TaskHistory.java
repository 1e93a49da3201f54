package dev.tutti.task.run;

import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskForecast.Range;
import dev.tutti.task.api.TaskRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What the latest tasks of a kind and a subject that have succeeded have taken, and what another
 * one like them will: the median, and the interval between the tenth and the ninetieth percentile
 * of the next value, which is the k-th smallest of n for k = (n + 1) p (a prediction interval that
 * assumes nothing of the distribution). Thread-safe.
 */
final class TaskHistory {
  static final int LATEST = 200;

  private static final int FEWEST = 9; // so that each end of the interval is a value that was seen
  private static final int MOST_KEYS = 1_000;

  private final Map<Key, Deque<Sample>> byKey =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Deque<Sample>> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Key(String kind, String subject) {}

  private record Sample(long millis, long tokens, long nanoDollars) {}

  /** Notes a task that has succeeded. */
  synchronized void add(TaskRecord task) {
    var samples =
        byKey.computeIfAbsent(new Key(task.kind(), task.subject()), _ -> new ArrayDeque<>());
    if (samples.size() >= LATEST) {
      samples.remove();
    }
    samples.add(
        new Sample(
            task.times().ran().toMillis(), task.usage().tokens(), task.usage().nanoDollars()));
  }

  /** Forecast of a task; empty while too little is known. */
  synchronized Optional<TaskForecast> forecast(String kind, String subject) {
    var samples = byKey.get(new Key(kind, subject));
    if (samples == null || samples.size() < FEWEST) {
      return Optional.empty();
    }
    var time = range(samples, Sample::millis);
    return Optional.of(
        new TaskForecast(
            new Range<>(
                Duration.ofMillis(time.low()),
                Duration.ofMillis(time.median()),
                Duration.ofMillis(time.high())),
            range(samples, Sample::tokens),
            range(samples, Sample::nanoDollars),
            samples.size()));
  }

  private static Range<Long> range(Deque<Sample> samples, ToLongFunction<Sample> value) {
    var sorted = samples.stream().mapToLong(value).toArray();
    Arrays.sort(sorted);
    return new Range<>(at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9));
  }

  private static long at(long[] sorted, double share) {
    int place = (int) Math.round((sorted.length + 1) * share);
    return sorted[Math.clamp(place, 1, sorted.length) - 1];
  }
}
