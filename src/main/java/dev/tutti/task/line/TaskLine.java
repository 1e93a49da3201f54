package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Line of tasks that wait. First comes the owner of whom the fewest tasks run, among equals who was
 * served the least; of an owner's tasks the one of the lowest rank, which is its time less its
 * priority in time of waiting. So an owner alone may have every worker, one who comes late gets a
 * fair share at once, and nothing starves. Tasks that may not begin are held beside the line, and
 * are in nobody's way. Thread-safe.
 */
public final class TaskLine {
  /** Tasks of an owner that may be held in one round. */
  private static final int MOST_HELD = 4_096;

  private final Map<String, LineEntry> waiting = new HashMap<>();
  private final Map<String, Integer> waitingOfOwners = new HashMap<>();
  private final Map<String, OwnerLine> owners = new HashMap<>();
  private final TreeSet<OwnerLine> turns = new TreeSet<>(OwnerLine.TURN);
  private final PrunedQueue<LineEntry> later = new PrunedQueue<>(LineEntry.TIME, this::isCurrent);
  private final PrunedQueue<LineEntry> deadlines =
      new PrunedQueue<>(LineEntry.DEADLINE, this::isCurrent);
  private final HeldTasks held = new HeldTasks(this::isCurrent);
  private @Nullable TaskReason full;
  private long least;

  /** Adds a task, unless a later attempt at it waits. */
  public synchronized void add(LineEntry entry) {
    var known = waiting.get(entry.id());
    if (known != null && known.attempt() > entry.attempt()) {
      return;
    }
    waiting.put(entry.id(), entry);
    if (known == null) {
      waitingOfOwners.merge(entry.owner(), 1, Integer::sum);
    }
    held.remove(entry.id());
    later.add(entry);
    if (entry.deadline() != Long.MAX_VALUE) {
      deadlines.add(entry);
    }
  }

  /** Removes a task that waits no more. */
  public synchronized void remove(String id) {
    var entry = waiting.get(id);
    if (entry != null) {
      leave(entry);
    }
    held.remove(id);
  }

  private void leave(LineEntry entry) {
    waiting.remove(entry.id());
    waitingOfOwners.computeIfPresent(entry.owner(), (_, count) -> count > 1 ? count - 1 : null);
  }

  /** Whether a task waits. */
  public synchronized boolean has(String id) {
    return waiting.containsKey(id);
  }

  /** Number of tasks that wait. */
  public synchronized int size() {
    return waiting.size();
  }

  /** The earliest time of all tasks whose time has come, or now where there are none. */
  public synchronized long oldest(long now) {
    return Stream.concat(owners.values().stream().flatMap(each -> each.ready.all()), held.all())
        .mapToLong(LineEntry::ready)
        .reduce(now, Math::min);
  }

  /** Number of an owner's tasks that wait, and of all, as two numbers. */
  public synchronized OwnerShare share(String owner) {
    return new OwnerShare(waitingOfOwners.getOrDefault(owner, 0), waiting.size());
  }

  /** Numbers of tasks that wait: an owner's, and all. */
  public record OwnerShare(int own, int all) {}

  /** Reason for which a task is held although its time has come. */
  public synchronized Optional<TaskReason> hold(String id, long now) {
    var entry = waiting.get(id);
    if (entry == null || entry.ready() > now) {
      return Optional.empty();
    }
    var own = held.hold(id);
    return Optional.ofNullable(own == null ? full : own);
  }

  /** Whether a task waits whose time has come. */
  public synchronized boolean isDue(String id, long now) {
    var entry = waiting.get(id);
    return entry != null && entry.ready() <= now;
  }

  /** Number of tasks whose turn is to come, and that are not held. */
  public synchronized int due() {
    return owners.values().stream().mapToInt(each -> each.ready.size()).sum();
  }

  /** Number of tasks that are held, by the reason. */
  public synchronized Map<String, Integer> held() {
    var counts = held.counts();
    if (full != null) {
      counts.merge(full.word(), due(), Integer::sum);
    }
    return counts;
  }

  private boolean isCurrent(LineEntry entry) {
    return entry.equals(waiting.get(entry.id()));
  }

  /**
   * Takes the tasks whose turn it is; each counts as running until {@link #ended}.
   *
   * @param most so many at most
   */
  public synchronized List<LineEntry> take(
      int most, long now, Function<LineEntry, Admission> admission) {
    becomeReady(now);
    held.firsts().forEach(this::enter);
    full = null;
    var taken = new ArrayList<LineEntry>();
    var late = new ArrayList<OwnerLine>();
    var looks = new HashMap<String, Integer>();
    while (taken.size() < most && full == null && !turns.isEmpty()) {
      var owner = turns.pollFirst();
      var entry = owner.ready.poll();
      if (entry != null) {
        look(entry, owner, admission.apply(entry), taken);
        if (held.hold(entry.id()) != null
            && looks.merge(entry.owner(), 1, Integer::sum) >= MOST_HELD) {
          late.add(owner);
          continue;
        }
      }
      takeTurn(owner);
    }
    late.forEach(this::takeTurn);
    return taken;
  }

  private void look(LineEntry entry, OwnerLine owner, Admission answer, List<LineEntry> taken) {
    switch (answer) {
      case Admission.Now _ -> {
        leave(entry);
        least = owner.served();
        owner.started();
        taken.add(entry);
        var next = held.behind(entry.id());
        held.remove(entry.id());
        if (next != null) {
          enter(next);
        }
      }
      case Admission.Full(TaskReason hold) -> {
        owner.ready.add(entry);
        full = hold;
      }
      case Admission.Held reason -> held.add(entry, reason);
    }
  }

  private void becomeReady(long now) {
    for (var next = later.peek(); next != null && next.ready() <= now; next = later.peek()) {
      enter(later.remove());
    }
  }

  private void enter(LineEntry entry) {
    var owner = owners.computeIfAbsent(entry.owner(), name -> new OwnerLine(name, this::isCurrent));
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
  public synchronized void ended(String name) {
    var owner = owners.get(name);
    if (owner != null) {
      turns.remove(owner);
      owner.ended();
      takeTurn(owner);
    }
  }

  /** Removes tasks that have waited until their deadline. */
  public synchronized List<LineEntry> expired(long now) {
    var expired = new ArrayList<LineEntry>();
    for (var next = deadlines.peek();
        next != null && next.deadline() <= now;
        next = deadlines.peek()) {
      expired.add(deadlines.remove());
      leave(next);
      held.remove(next.id());
    }
    return expired;
  }

  /** Number of entries that are kept, those that wait no more included. */
  synchronized int kept() {
    int beside = held.counts().values().stream().mapToInt(Integer::intValue).sum();
    return later.size() + deadlines.size() + due() + beside;
  }
}
