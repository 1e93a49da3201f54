package dev.tutti.task.report;

import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskForecast.Range;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Calibration of the forecasts of one kind of task: how many of what came lay within the 80 %
 * intervals that were told when the tasks were submitted. Tasks that have succeeded count.
 *
 * @param tasks with a forecast
 * @param duration those whose time of running was in its interval
 * @param tokens those whose tokens were
 * @param cost those whose cost was
 */
public record ForecastCalibration(String kind, long tasks, long duration, long tokens, long cost) {
  static ForecastCalibration of(String kind, List<EndedTask> tasks) {
    var told =
        tasks.stream()
            .filter(EndedTask::hasSucceeded)
            .filter(each -> each.plan().forecast().isPresent())
            .toList();
    return new ForecastCalibration(
        kind,
        told.size(),
        told.stream().filter(ForecastCalibration::isDurationIn).count(),
        count(told, TaskForecast::tokens, EndedTask::tokens),
        count(told, TaskForecast::cost, EndedTask::nanoDollars));
  }

  private static boolean isDurationIn(EndedTask task) {
    var range = task.plan().forecast().orElseThrow().duration();
    return range.low().toMillis() <= task.ran() && task.ran() <= range.high().toMillis();
  }

  private static long count(
      List<EndedTask> tasks,
      Function<TaskForecast, Range<Long>> range,
      ToLongFunction<EndedTask> value) {
    return tasks.stream()
        .filter(
            task -> {
              var told = range.apply(task.plan().forecast().orElseThrow());
              long came = value.applyAsLong(task);
              return told.low() <= came && came <= told.high();
            })
        .count();
  }
}
