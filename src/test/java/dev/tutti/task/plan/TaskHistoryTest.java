package dev.tutti.task.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.line.LineEntry.EntryWork;
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
    return task(millis, tokens, inputBytes, "");
  }

  private static TaskRecord task(long millis, long tokens, long inputBytes, String version) {
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
        new TaskUsage(tokens, 0, tokens, 10 * tokens, Duration.ofMillis(millis / 2)),
        TaskRecord.TaskProgress.NONE,
        TaskLimits.NONE,
        inputBytes,
        "",
        "",
        "",
        "",
        "",
        new TaskPlan("", null, version));
  }

  private TaskForecast forecast(long inputBytes, String version) {
    return history
        .forecast(new EntryWork("chat", "fast", version, inputBytes, false))
        .orElseThrow();
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
    assertThat(forecast(120, "").tokens().high()).isEqualTo(10);
    assertThat(forecast(90_000, "").tokens().low()).isEqualTo(900);
    assertThat(forecast(5, "").basis()).as("nothing of that size: all of them").isEqualTo(80);
  }

  @Test
  void a_version_of_which_enough_is_known_is_preferred() {
    for (int i = 0; i < 40; i++) {
      history.add(task(9_000, 900, 100, "1.0.0"));
    }
    assertThat(forecast(100, "2.0.0").tokens().median())
        .as("nothing of it yet: all of them")
        .isEqualTo(900);
    for (int i = 0; i < 9; i++) {
      history.add(task(100, 10, 100, "2.0.0"));
    }
    assertThat(forecast(100, "2.0.0").tokens().median()).isEqualTo(10);
    assertThat(forecast(100, "1.0.0").tokens().median()).isEqualTo(900);
    assertThat(history.forecast("chat", "fast").orElseThrow().basis()).isEqualTo(49);
  }

  @Test
  void what_begins_is_expected_to_take_the_high_ends_and_its_share_of_processors() {
    var work = new EntryWork("chat", "fast", "", 400, true);
    assertThat(history.need(work)).as("nothing is known").isEqualTo(new TaskAmount(101, 1, 401));
    assertThat(history.processors(work)).isEqualTo(1.0);
    for (int i = 1; i <= 9; i++) {
      history.add(task(1_000, i, 400));
    }
    assertThat(history.need(work)).isEqualTo(new TaskAmount(9, 9, 90));
    assertThat(history.processors(work)).isEqualTo(0.5);
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
