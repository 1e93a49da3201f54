package dev.tutti.task.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Line of tasks that wait. First comes the owner of whom the fewest tasks run, among equals who was
 * served the least; of an owner's tasks the one of the lowest rank, which is its time less its
 * priority in time of waiting. So an owner alone may have every worker, one who comes late gets a
 * fair share at once, and nothing starves. Thread-safe.
 */
final class TaskLine {
  private static final int MOST_PASSED_OVER = 256;

  private final Map<String, LineEntry> waiting = new HashMap<>();
  private final Map<String, OwnerLine> owners = new HashMap<>();
  private final TreeSet<OwnerLine> turns = new TreeSet<>(OwnerLine.TURN);
  private final PriorityQueue<LineEntry> later = new PriorityQueue<>(LineEntry.TIME);
  private final PriorityQueue<LineEntry> deadlines = new PriorityQueue<>(LineEntry.DEADLINE);
  private long least;

  /** Adds a task, unless a later attempt at it waits. */
  synchronized void add(LineEntry entry) {
    var known = waiting.get(entry.id());
    if (known != null && known.attempt() > entry.attempt()) {
      return;
    }
    waiting.put(entry.id(), entry);
    later.add(entry);
    if (entry.deadline() != Long.MAX_VALUE) {
      deadlines.add(entry);
    }
  }

  /** Removes a task that waits no more. */
  synchronized void remove(String id) {
    waiting.remove(id);
  }

  /** Whether a task waits. */
  synchronized boolean has(String id) {
    return waiting.containsKey(id);
  }

  /** Number of tasks that wait. */
  synchronized int size() {
    return waiting.size();
  }

  /** The earliest time of all tasks whose time has come, or now where there are none. */
  synchronized long oldest(long now) {
    return owners.values().stream()
        .flatMap(each -> each.ready.stream())
        .filter(this::isCurrent)
        .mapToLong(LineEntry::ready)
        .reduce(now, Math::min);
  }

  private boolean isCurrent(LineEntry entry) {
    return entry.equals(waiting.get(entry.id()));
  }

  /**
   * Takes the tasks whose turn it is; each counts as running until {@link #ended}.
   *
   * @param most so many at most
   */
  synchronized List<LineEntry> take(int most, long now, Function<LineEntry, Admission> admission) {
    becomeReady(now);
    var taken = new ArrayList<LineEntry>();
    var passed = new ArrayList<LineEntry>();
    while (taken.size() < most && !turns.isEmpty() && passed.size() < MOST_PASSED_OVER) {
      var owner = turns.pollFirst();
      var entry = owner.ready.poll();
      if (entry != null && isCurrent(entry)) {
        var answer = admission.apply(entry);
        if (answer == Admission.NOW) {
          waiting.remove(entry.id());
          least = owner.served();
          owner.started();
          taken.add(entry);
        } else {
          passed.add(entry);
        }
        if (answer == Admission.WAIT) {
          break;
        }
      }
      takeTurn(owner);
    }
    passed.forEach(this::enter);
    return taken;
  }

  private void becomeReady(long now) {
    for (var next = later.peek(); next != null && next.ready() <= now; next = later.peek()) {
      later.remove();
      if (isCurrent(next)) {
        enter(next);
      }
    }
  }

  private void enter(LineEntry entry) {
    var owner = owners.computeIfAbsent(entry.owner(), OwnerLine::new);
    turns.remove(owner);
    if (owner.isIdle()) {
      owner.catchUp(least);
    }
    owner.ready.add(entry);
    takeTurn(owner);
  }

  private void takeTurn(OwnerLine owner) {
    if (!owner.ready.isEmpty()) {
      turns.add(owner);
    } else if (owner.isIdle()) {
      owners.remove(owner.owner);
    }
  }

  /** A task that was taken has ended, or was not begun after all. */
  synchronized void ended(String name) {
    var owner = owners.get(name);
    if (owner != null) {
      turns.remove(owner);
      owner.ended();
      takeTurn(owner);
    }
  }

  /** Removes tasks that have waited until their deadline. */
  synchronized List<LineEntry> expired(long now) {
    var expired = new ArrayList<LineEntry>();
    for (var next = deadlines.peek();
        next != null && next.deadline() <= now;
        next = deadlines.peek()) {
      deadlines.remove();
      if (waiting.remove(next.id(), next)) {
        expired.add(next);
      }
    }
    return expired;
  }
}
