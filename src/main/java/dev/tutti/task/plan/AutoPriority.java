package dev.tutti.task.plan;

import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Priority of a task whose caller leaves it to Tutti: the usual one, more for a deadline that is
 * near after what it is expected to take, one more for what is short, as that shortens the waits of
 * all, one less for what is long, and one less for an owner who has most of the line.
 *
 * @param reason what has made it so; empty where the caller has said it
 */
public record AutoPriority(int level, String reason) {
  private static final int MOST = 9;
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int CROWD = 10;

  /** Urgency of what has so much time left; the first that fits. */
  private static final List<Urgency> URGENCIES =
      List.of(
          new Urgency(Duration.ofMinutes(1), 4),
          new Urgency(Duration.ofMinutes(10), 3),
          new Urgency(Duration.ofHours(1), 2),
          new Urgency(Duration.ofHours(6), 1));

  private record Urgency(Duration slack, int steps) {}

  /**
   * Priority of a task.
   *
   * @param left time up to the deadline; null for none
   * @param forecast null where too little is known
   */
  public static AutoPriority of(
      @Nullable Duration left, @Nullable TaskForecast forecast, EngineLoad load) {
    int level = TaskRequest.USUAL_PRIORITY;
    var reasons = new ArrayList<String>();
    reasons.add("%d is usual".formatted(level));
    if (left != null) {
      int steps = urgency(left, forecast);
      level += steps;
      reasons.add("+%d: %s".formatted(steps, deadline(left, forecast)));
    }
    if (forecast != null) {
      int steps = length(forecast);
      level += steps;
      if (steps != 0) {
        reasons.add(
            "%+d: it is expected to take %s".formatted(steps, forecast.duration().median()));
      }
    }
    if (load.waiting() >= CROWD && 2 * load.own() > load.waiting() && load.own() < load.waiting()) {
      level--;
      reasons.add(
          "-1: its owner has %d of the %d tasks that wait".formatted(load.own(), load.waiting()));
    }
    return new AutoPriority(Math.clamp(level, 0, MOST), String.join("; ", reasons));
  }

  private static int urgency(Duration left, @Nullable TaskForecast forecast) {
    var slack = forecast == null ? left : left.minus(forecast.duration().high());
    return URGENCIES.stream()
        .filter(each -> slack.compareTo(each.slack) <= 0)
        .findFirst()
        .map(Urgency::steps)
        .orElse(0);
  }

  private static String deadline(Duration left, @Nullable TaskForecast forecast) {
    var until = "%s until its deadline".formatted(Duration.ofSeconds(left.toSeconds()));
    return forecast == null
        ? until
        : "%s, of which it may take %s".formatted(until, forecast.duration().high());
  }

  private static int length(TaskForecast forecast) {
    var median = forecast.duration().median();
    return median.compareTo(SHORT) <= 0 ? 1 : median.compareTo(LONG) >= 0 ? -1 : 0;
  }
}
