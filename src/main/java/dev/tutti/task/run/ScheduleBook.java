package dev.tutti.task.run;

import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.line.PrunedQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Schedules by their next times. Thread-safe. */
final class ScheduleBook {
  private final Map<String, Due> current = new HashMap<>();
  private final Map<String, Integer> ofOwners = new HashMap<>();
  private final PrunedQueue<Due> due =
      new PrunedQueue<>(
          Comparator.comparingLong(Due::at), each -> each.equals(current.get(each.id)));

  private record Due(String id, String owner, long at) {}

  /** Takes a schedule with its next time. */
  synchronized void add(TaskRecord schedule) {
    remove(schedule.id());
    var next =
        new Due(schedule.id(), schedule.owner().owner(), schedule.times().ready().toEpochMilli());
    current.put(next.id, next);
    ofOwners.merge(next.owner, 1, Integer::sum);
    due.add(next);
  }

  /** Forgets a schedule. */
  synchronized void remove(String id) {
    var known = current.remove(id);
    if (known != null) {
      ofOwners.computeIfPresent(known.owner, (_, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** Whether it has a schedule. */
  synchronized boolean has(String id) {
    return current.containsKey(id);
  }

  /** Number of all schedules. */
  synchronized int size() {
    return current.size();
  }

  /** Number of an owner's schedules. */
  synchronized int size(String owner) {
    return ofOwners.getOrDefault(owner, 0);
  }

  /** Takes the ids of some that are due, the earliest first. */
  synchronized List<String> due(long now, int most) {
    var all = new ArrayList<String>();
    for (var next = due.peek();
        next != null && next.at <= now && all.size() < most;
        next = due.peek()) {
      all.add(due.remove().id);
      remove(next.id);
    }
    return all;
  }
}
