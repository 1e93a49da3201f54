package dev.tutti.task.api;

import java.time.Duration;

/**
 * Forecast of a task by those like it that have succeeded.
 *
 * @param basis number of tasks that it is made of
 */
public record TaskForecast(
    Range<Duration> duration, Range<Long> tokens, Range<Long> cost, int basis) {
  /**
   * Median and 80 % interval.
   *
   * @param low tenth percentile
   * @param high ninetieth percentile
   */
  public record Range<T>(T low, T median, T high) {}
}
