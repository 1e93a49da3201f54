package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tasks whose time has come and that were held, in groups with one reason each: a look at the first
 * of a group says whether the others need to be looked at. Not thread-safe.
 */
final class HeldTasks {
  private final Predicate<LineEntry> isCurrent;
  private final Map<String, HeldGroup> groups = new HashMap<>();
  private final Map<String, TaskReason> holds = new HashMap<>();

  /** Groups of those that were let go for a look, by the task. */
  private final Map<String, String> looked = new HashMap<>();

  private static final class HeldGroup {
    private final PrunedQueue<LineEntry> entries;
    private TaskReason hold;

    HeldGroup(TaskReason hold, Predicate<LineEntry> isCurrent) {
      this.hold = hold;
      this.entries = new PrunedQueue<>(LineEntry.TURN, isCurrent);
    }
  }

  /**
   * @param isCurrent whether an entry still waits
   */
  HeldTasks(Predicate<LineEntry> isCurrent) {
    this.isCurrent = isCurrent;
  }

  void add(LineEntry entry, Admission.Held held) {
    var group = groups.computeIfAbsent(held.key(), _ -> new HeldGroup(held.hold(), isCurrent));
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
  List<LineEntry> firsts() {
    looked.clear();
    var firsts = new ArrayList<LineEntry>();
    for (var key : List.copyOf(groups.keySet())) {
      var next = next(key);
      if (next != null) {
        firsts.add(next);
      }
    }
    return firsts;
  }

  /** The one that stood behind a task that was let go and has begun; null where none did. */
  @Nullable LineEntry behind(String id) {
    var key = looked.remove(id);
    return key == null ? null : next(key);
  }

  private @Nullable LineEntry next(String key) {
    var group = groups.get(key);
    if (group == null) {
      return null;
    }
    var first = group.entries.poll();
    if (group.entries.isEmpty()) {
      groups.remove(key);
    }
    if (first != null) {
      holds.remove(first.id());
      looked.put(first.id(), key);
    }
    return first;
  }

  Stream<LineEntry> all() {
    return groups.values().stream().flatMap(group -> group.entries.all());
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
