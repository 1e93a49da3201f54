package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tasks whose time has come and that were held, in groups with one reason each: a look at the first
 * of a group says whether the others need to be looked at. Not thread-safe.
 */
final class HeldTasks {
  private final Map<String, HeldGroup> groups = new HashMap<>();
  private final Map<String, TaskReason> holds = new HashMap<>();

  /** Groups of those that were let go for a look, by the task. */
  private final Map<String, String> looked = new HashMap<>();

  private static final class HeldGroup {
    private final PriorityQueue<LineEntry> entries = new PriorityQueue<>(LineEntry.TURN);
    private TaskReason hold;

    HeldGroup(TaskReason hold) {
      this.hold = hold;
    }
  }

  void add(LineEntry entry, Admission.Held held) {
    var group = groups.computeIfAbsent(held.key(), _ -> new HeldGroup(held.hold()));
    group.hold = held.hold();
    group.entries.add(entry);
    holds.put(entry.id(), held.hold());
    looked.remove(entry.id());
  }

  /** Reason for which a task is held; null where it is not. */
  @Nullable TaskReason hold(String id) {
    return holds.get(id);
  }

  void remove(String id) {
    holds.remove(id);
    looked.remove(id);
  }

  /** Lets the first of each group go, to be looked at again. */
  List<LineEntry> firsts(Predicate<LineEntry> isCurrent) {
    looked.clear();
    var firsts = new ArrayList<LineEntry>();
    for (var key : List.copyOf(groups.keySet())) {
      var next = next(key, isCurrent);
      if (next != null) {
        firsts.add(next);
      }
    }
    return firsts;
  }

  /** The one that stood behind a task that was let go and has begun; null where none did. */
  @Nullable LineEntry behind(String id, Predicate<LineEntry> isCurrent) {
    var key = looked.remove(id);
    return key == null ? null : next(key, isCurrent);
  }

  private @Nullable LineEntry next(String key, Predicate<LineEntry> isCurrent) {
    var group = groups.get(key);
    while (group != null) {
      var first = group.entries.poll();
      if (group.entries.isEmpty()) {
        groups.remove(key);
      }
      if (first == null) {
        return null;
      }
      if (isCurrent.test(first)) {
        holds.remove(first.id());
        looked.put(first.id(), key);
        return first;
      }
      group = groups.get(key);
    }
    return null;
  }

  Stream<LineEntry> all() {
    return groups.values().stream().flatMap(group -> group.entries.stream());
  }

  /** Number of tasks that are held, by the reason. */
  Map<String, Integer> counts() {
    var counts = new HashMap<String, Integer>();
    groups
        .values()
        .forEach(group -> counts.merge(group.hold.word(), group.entries.size(), Integer::sum));
    return counts;
  }
}
