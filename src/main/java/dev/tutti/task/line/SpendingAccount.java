package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskSpendingLimits.SpendingLimit;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Account of what tasks have used lately, and of what those that run are expected to use still. Not
 * thread-safe.
 */
final class SpendingAccount {
  private final UsageWindow minute = new UsageWindow(Duration.ofMinutes(1), 12);
  private final UsageWindow day = new UsageWindow(Duration.ofDays(1), 24);
  private TaskAmount reserved = TaskAmount.NONE;
  private int running;

  void used(long at, long now, TaskAmount used) {
    minute.add(at, now, used);
    day.add(at, now, used);
  }

  void reserve(TaskAmount need) {
    reserved = reserved.plus(need);
  }

  void giveBack(TaskAmount need) {
    reserved = reserved.less(need);
  }

  void begun() {
    running++;
  }

  void ended() {
    running--;
  }

  boolean isIdle(long now) {
    return running == 0 && day.sum(now).equals(TaskAmount.NONE);
  }

  /**
   * Reason for which a task may not begin.
   *
   * @param whose before each reason: empty for the node's
   */
  Optional<TaskReason> ask(TaskAmount need, SpendingLimit limit, String whose, long now) {
    if (running >= limit.running()) {
      var text = "%d tasks run (at most %d)".formatted(running, limit.running());
      return Optional.of(new TaskReason(whose + "running", text));
    }
    return ask(need, minute.sum(now), limit.perMinute(), "_per_minute")
        .or(() -> ask(need, day.sum(now), limit.perDay(), "_per_day"))
        .map(hold -> new TaskReason(whose + hold.word(), hold.text()));
  }

  private Optional<TaskReason> ask(TaskAmount need, TaskAmount used, TaskAmount most, String span) {
    return Stream.of(SpendingMeasure.values())
        .filter(measure -> !measure.fits(used, reserved, need, most))
        .findFirst()
        .map(
            measure ->
                new TaskReason(measure.word() + span, measure.text(used, reserved, need, most)));
  }
}
