package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class TaskHistoryTest {
  private final TaskHistory history = new TaskHistory();

  private static TaskRecord task(long millis, long tokens) {
    return task(millis, tokens, 2);
  }

  private static TaskRecord task(long millis, long tokens, long inputBytes) {
    var times =
        new TaskRecord.TaskTimes(
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            Duration.ofMinutes(1),
            null,
            Duration.ZERO,
            Duration.ofMillis(millis));
    return new TaskRecord(
        1,
        "t",
        new TaskOwner("", "", "", ""),
        "chat",
        "fast",
        TaskState.SUCCEEDED,
        5,
        1,
        0,
        times,
        TaskFailure.NONE,
        new TaskUsage(tokens, 0, tokens),
        TaskRecord.TaskProgress.NONE,
        TaskLimits.NONE,
        inputBytes,
        "",
        "",
        "",
        "",
        "",
        TaskPlan.NONE);
  }

  @Test
  void with_little_history_it_says_nothing() {
    for (int i = 0; i < 8; i++) {
      history.add(task(100, 10));
    }
    assertThat(history.forecast("chat", "fast")).isEmpty();
    history.add(task(100, 10));
    assertThat(history.forecast("chat", "fast")).isPresent();
    assertThat(history.forecast("chat", "slow")).isEmpty();
  }

  @Test
  void inputs_of_about_the_same_size_are_preferred() {
    for (int i = 0; i < 40; i++) {
      history.add(task(100, 10, 100));
      history.add(task(9_000, 900, 100_000));
    }
    assertThat(history.forecast("chat", "fast", 120).orElseThrow().tokens().high()).isEqualTo(10);
    assertThat(history.forecast("chat", "fast", 90_000).orElseThrow().tokens().low())
        .isEqualTo(900);
    assertThat(history.forecast("chat", "fast", 5).orElseThrow().basis())
        .as("nothing of that size: all of them")
        .isEqualTo(80);
  }

  @Test
  void eighty_percent_of_what_comes_lies_in_the_interval() {
    covers(random -> (long) (1_000 * random.nextDouble()));
    covers(random -> (long) (100 * Math.exp(random.nextGaussian())));
    covers(random -> (long) (-500 * Math.log(random.nextDouble())));
  }

  private static void covers(ToLongFunction<Random> distribution) {
    var random = new Random(11);
    int inside = 0;
    int all = 0;
    for (int run = 0; run < 40; run++) {
      var known = new TaskHistory();
      for (int i = 0; i < 30 + run * 5; i++) {
        known.add(task(distribution.applyAsLong(random), 1));
      }
      var interval = known.forecast("chat", "fast").orElseThrow().duration();
      for (int i = 0; i < 100; i++) {
        long next = distribution.applyAsLong(random);
        inside += interval.low().toMillis() <= next && next <= interval.high().toMillis() ? 1 : 0;
        all++;
      }
    }
    assertThat(100.0 * inside / all).isBetween(75.0, 85.0);
  }
}
