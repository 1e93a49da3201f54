package dev.tutti.task.run;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.schedule.TaskSchedule;
import dev.tutti.task.schedule.TaskSchedule.ScheduleRules;
import dev.tutti.task.store.TaskEventTable;
import dev.tutti.task.store.TaskStateTable;
import dev.tutti.task.store.TaskTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Begins the tasks of a schedule: the new task and the next time are one transaction, and the id of
 * the task is made of its time, so that no time counts twice.
 */
final class ScheduleRuns {
  /** A time that has passed for longer was missed. */
  private static final Duration PUNCTUAL = Duration.ofSeconds(60);

  private ScheduleRuns() {}

  /**
   * Begins what is due.
   *
   * @param hasRoom whether one more task of an owner may wait
   * @return the tasks that wait by then: the one that has begun, and the schedule with its next
   *     time
   */
  static List<TaskRecord> begin(Handle handle, String id, Instant now, Predicate<String> hasRoom) {
    var row = TaskTable.find(handle, id).filter(each -> each.state() == TaskState.SCHEDULED);
    if (row.isEmpty() || row.get().times().ready().isAfter(now)) {
      return row.stream().toList();
    }
    var task = row.get();
    var end = task.deadline().orElse(Instant.MAX);
    var schedule = TaskSchedule.read(Json.tree(task.schedule()));
    var begun =
        now.isBefore(end) && mayBegin(handle, task, schedule.rules(), now, hasRoom)
            ? insert(handle, task, now)
            : Optional.<TaskRecord>empty();
    schedule
        .next(now)
        .filter(end::isAfter)
        .ifPresentOrElse(
            next -> TaskStateTable.scheduleNext(handle, id, next),
            () -> TaskStateTable.endSchedule(handle, id, now));
    var after = TaskTable.find(handle, id).filter(each -> each.state() == TaskState.SCHEDULED);
    return Stream.concat(begun.stream(), after.stream()).toList();
  }

  private static boolean mayBegin(
      Handle handle, TaskRecord task, ScheduleRules rules, Instant now, Predicate<String> hasRoom) {
    var why = obstacle(handle, task, rules, now, hasRoom);
    if (!why.isEmpty()) {
      var data = Json.object().put("run_at", task.times().ready().toString()).put("reason", why);
      TaskEventTable.addOften(handle, task.id(), TaskEvents.SKIPPED, data, now);
    }
    return why.isEmpty();
  }

  /** Reason for which this time is left out; empty where it is not. */
  private static String obstacle(
      Handle handle, TaskRecord task, ScheduleRules rules, Instant now, Predicate<String> hasRoom) {
    boolean missed = task.times().ready().plus(PUNCTUAL).isBefore(now);
    if (missed && rules.missed() == TaskSchedule.Missed.SKIP) {
      return "missed";
    }
    if (!rules.overlap() && TaskTable.unfinishedOf(handle, task.id()) > 0) {
      return "overlap";
    }
    return hasRoom.test(task.owner().owner()) ? "" : "queue";
  }

  private static Optional<TaskRecord> insert(Handle handle, TaskRecord task, Instant now) {
    var id = task.id() + "-" + Long.toString(task.times().ready().toEpochMilli(), 36);
    var times =
        new TaskRecord.TaskTimes(
            now, now, null, null, task.times().timeout(), null, Duration.ZERO, Duration.ZERO);
    var run =
        new TaskRecord(
            0,
            id,
            task.owner(),
            task.kind(),
            task.subject(),
            TaskState.PENDING,
            task.priority(),
            0,
            0,
            times,
            TaskFailure.NONE,
            TaskUsage.NONE,
            TaskRecord.TaskProgress.NONE,
            task.limits(),
            task.inputBytes(),
            "",
            "",
            "",
            task.id(),
            task.webhook(),
            task.plan());
    TaskTable.insert(handle, run, TaskTable.input(handle, task.id()).orElse("{}"));
    TaskEventTable.add(handle, id, TaskEvents.CREATED, TaskEvents.status(run.state()), now);
    return TaskTable.find(handle, id);
  }
}
