package dev.tutti.task.run;

import dev.tutti.task.api.TaskRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Schedules by their next times. Thread-safe. */
final class ScheduleBook {
  private final Map<String, Due> current = new HashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>();

  private record Due(String id, long at) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(at, other.at);
    }
  }

  /** Takes a schedule with its next time. */
  synchronized void add(TaskRecord schedule) {
    var next = new Due(schedule.id(), schedule.times().ready().toEpochMilli());
    current.put(next.id, next);
    due.add(next);
  }

  /** Forgets a schedule. */
  synchronized void remove(String id) {
    current.remove(id);
  }

  /** Whether it has a schedule. */
  synchronized boolean has(String id) {
    return current.containsKey(id);
  }

  /** Takes the ids of those that are due. */
  synchronized List<String> due(long now) {
    var all = new ArrayList<String>();
    for (var next = due.peek(); next != null && next.at <= now; next = due.peek()) {
      due.remove();
      if (current.remove(next.id, next)) {
        all.add(next.id);
      }
    }
    return all;
  }
}
