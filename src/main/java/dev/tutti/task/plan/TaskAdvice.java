package dev.tutti.task.plan;

import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Advice about a task that was just submitted: each with its reason and the figures behind it. */
public final class TaskAdvice {
  private static final int REPEATED = 2;

  private TaskAdvice() {}

  /**
   * All that is to be said of a task.
   *
   * @param hold why it waits; null where nothing holds it
   * @param same how many of the latest ones were the same
   */
  public static List<TaskReason> of(
      TaskRecord task, EngineLoad load, @Nullable TaskReason hold, int same) {
    var all = new ArrayList<TaskReason>();
    var forecast = task.plan().forecast().orElse(null);
    if (task.state() == TaskState.PENDING) {
      all.add(begin(load, hold, forecast));
    }
    if (same >= REPEATED) {
      all.add(
          new TaskReason(
              "cache",
              "%d of the latest such tasks asked the same: a cache would have answered, or their results may do"
                  .formatted(same)));
    }
    if (forecast != null) {
      timeout(task, forecast, all);
      limits(task, forecast, all);
    }
    return all;
  }

  private static TaskReason begin(
      EngineLoad load, @Nullable TaskReason hold, @Nullable TaskForecast forecast) {
    if (hold != null) {
      return new TaskReason("queue", "it waits (%s): %s".formatted(hold.word(), hold.text()));
    }
    int ahead = Math.max(0, load.waiting() - 1);
    if (load.running() + ahead < load.workers()) {
      return new TaskReason(
          "run_now",
          "%d of %d workers are free".formatted(load.workers() - load.running(), load.workers()));
    }
    return new TaskReason("queue", queue(load, ahead, forecast));
  }

  private static String queue(EngineLoad load, int ahead, @Nullable TaskForecast forecast) {
    var text =
        "%d tasks run, %d wait before it, %d run at once"
            .formatted(load.running(), ahead, load.workers());
    if (forecast == null) {
      return text;
    }
    var each = forecast.duration().median();
    var wait = each.multipliedBy(ahead + load.workers() / 2).dividedBy(load.workers());
    return "%s; about %s where the others take as long as this one, %s"
        .formatted(text, shown(wait), shown(each));
  }

  private static void timeout(TaskRecord task, TaskForecast forecast, List<TaskReason> all) {
    var high = forecast.duration().high();
    if (high.compareTo(task.times().timeout()) > 0) {
      all.add(
          new TaskReason(
              "split",
              "one of ten such tasks takes more than %s, and an attempt may take %s (timeout): give it more time, or split its input"
                  .formatted(shown(high), shown(task.times().timeout()))));
    }
  }

  private static void limits(TaskRecord task, TaskForecast forecast, List<TaskReason> all) {
    if (forecast.tokens().high() > task.limits().tokens()) {
      all.add(
          new TaskReason(
              "raise_limit",
              "one of ten such tasks takes more than %d tokens, and this one may take %d (limits.tokens)"
                  .formatted(forecast.tokens().high(), task.limits().tokens())));
    }
    if (forecast.cost().high() > task.limits().nanoDollars()) {
      all.add(
          new TaskReason(
              "raise_limit",
              "one of ten such tasks costs more than $%.6f, and this one may cost $%.6f (limits.cost_usd)"
                  .formatted(forecast.cost().high() / 1e9, task.limits().nanoDollars() / 1e9)));
    }
  }

  private static String shown(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1_000.0);
  }
}
