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
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final int MOST_DOUBLINGS = 6;

  private final Map<String, Due> current = new HashMap<>();

  /** Those that were due, until it is known what has become of them. */
  private final Map<String, Due> taken = new HashMap<>();

  private final Map<String, Integer> ofOwners = new HashMap<>();
  private final PrunedQueue<Due> due =
      new PrunedQueue<>(
          Comparator.comparingLong(Due::at), each -> each.equals(current.get(each.id)));

  /**
   * Schedule with its next time.
   *
   * @param failures times in a row that it could not be begun
   */
  private record Due(String id, String owner, long at, int failures) {
    Due later(long now) {
      long pause = FIRST_PAUSE_MILLIS << Math.min(failures, MOST_DOUBLINGS);
      return new Due(id, owner, now + Math.min(pause, LONGEST_PAUSE_MILLIS), failures + 1);
    }
  }

  /** Takes a schedule with its next time. */
  synchronized void add(TaskRecord schedule) {
    put(
        new Due(
            schedule.id(), schedule.owner().owner(), schedule.times().ready().toEpochMilli(), 0));
  }

  private void put(Due next) {
    remove(next.id);
    current.put(next.id, next);
    ofOwners.merge(next.owner, 1, Integer::sum);
    due.add(next);
  }

  /** Puts one back that was due and could not be begun: after a second, up to a minute later on. */
  synchronized void putBack(String id, long now) {
    var known = taken.get(id);
    if (known != null) {
      put(known.later(now));
    }
  }

  /** Forgets a schedule. */
  synchronized void remove(String id) {
    taken.remove(id);
    var known = current.remove(id);
    if (known != null) {
      ofOwners.computeIfPresent(known.owner, (_, count) -> count > 1 ? count - 1 : null);
    }
  }

  /** Whether it has a schedule, or has given it out as due and knows no more of it yet. */
  synchronized boolean has(String id) {
    return current.containsKey(id) || taken.containsKey(id);
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
      taken.put(next.id, next);
    }
    return all;
  }
}
