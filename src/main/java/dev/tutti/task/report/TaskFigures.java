package dev.tutti.task.report;

import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Figures of tasks of one kind and subject that have ended.
 *
 * @param tasks how many there are
 * @param succeeded with a result
 * @param failed at least once, whatever they came to
 * @param recovered those that failed and have succeeded all the same
 * @param timedOut that took too long
 * @param dead of which every attempt has failed
 * @param queued times of waiting, in milliseconds
 * @param ran times of running of those that have succeeded, in milliseconds
 * @param usage of all together
 */
public record TaskFigures(
    String kind,
    String subject,
    long tasks,
    long succeeded,
    long failed,
    long recovered,
    long timedOut,
    long dead,
    Quantiles queued,
    Quantiles ran,
    TaskUsage usage) {
  /**
   * Median and 90th percentile of what was seen; 0 where nothing was.
   *
   * @param n how many were seen
   */
  public record Quantiles(long median, long high, int n) {
    static Quantiles of(List<EndedTask> tasks, ToLongFunction<EndedTask> value) {
      var sorted = tasks.stream().mapToLong(value).sorted().toArray();
      return new Quantiles(at(sorted, 0.5), at(sorted, 0.9), sorted.length);
    }

    private static long at(long[] sorted, double share) {
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * share) - 1];
    }
  }

  static TaskFigures of(String kind, String subject, List<EndedTask> tasks) {
    var succeeded = tasks.stream().filter(EndedTask::hasSucceeded).toList();
    return new TaskFigures(
        kind,
        subject,
        tasks.size(),
        succeeded.size(),
        tasks.stream().filter(EndedTask::hasFailed).count(),
        succeeded.stream().filter(EndedTask::hasFailed).count(),
        count(tasks, TaskState.TIMED_OUT),
        count(tasks, TaskState.DEAD),
        Quantiles.of(tasks, EndedTask::queued),
        Quantiles.of(succeeded, EndedTask::ran),
        tasks.stream().map(EndedTask::usage).reduce(TaskUsage.NONE, TaskUsage::plus));
  }

  long tokens() {
    return usage.tokens();
  }

  long nanoDollars() {
    return usage.nanoDollars();
  }

  private static long count(List<EndedTask> tasks, TaskState state) {
    return tasks.stream().filter(each -> each.state() == state).count();
  }
}
