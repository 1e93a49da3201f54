package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskSpendingLimits;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.api.TaskUsage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens, money and bytes of the network of tasks, of the node and of each owner: what was used in
 * the latest minute and day, and what tasks that run are expected to use still. A task begins only
 * while all of it stays within the limits, so that they are met before they are passed.
 * Thread-safe.
 */
public final class TaskSpending {
  private static final int MOST_IDLE = 1_000;

  private final InstantSource clock;
  private final SpendingAccount node = new SpendingAccount();
  private final Map<String, SpendingAccount> owners = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Reservation> reservations = new HashMap<>();

  public TaskSpending(InstantSource clock) {
    this.clock = clock;
  }

  private record Reservation(String owner, TaskAmount left) {}

  /** Reserves what a task is expected to take, or says why that is too much. */
  synchronized Optional<Admission.Held> reserve(
      LineEntry entry, TaskAmount need, TaskSpendingLimits limits) {
    long now = clock.millis();
    var ofNode = node.ask(need, limits.node(), "", now);
    if (ofNode.isPresent()) {
      return ofNode.map(hold -> held("node", hold));
    }
    var owner = account(entry.owner(), now);
    var ofOwner = owner.ask(need, limits.owner(), "owner_", now);
    if (ofOwner.isPresent()) {
      return ofOwner.map(hold -> held("owner " + entry.owner(), hold));
    }
    if (reservations.put(entry.id(), new Reservation(entry.owner(), need)) == null) {
      node.begun();
      owner.begun();
      node.reserve(need);
      owner.reserve(need);
    }
    return Optional.empty();
  }

  private static Admission.Held held(String whose, TaskReason hold) {
    return new Admission.Held(whose + " " + hold.word(), hold);
  }

  /** Account of an owner; those that nothing is known of any more make room. */
  private SpendingAccount account(String owner, long now) {
    if (owners.size() > MOST_IDLE && !owners.containsKey(owner)) {
      owners.values().removeIf(each -> each.isIdle(now));
    }
    return owners.computeIfAbsent(owner, _ -> new SpendingAccount());
  }

  /** A task that runs has used so much. */
  public synchronized void used(String task, String owner, TaskUsage usage) {
    long now = clock.millis();
    var used = TaskAmount.of(usage);
    node.used(now, now, used);
    var account = account(owner, now);
    account.used(now, now, used);
    var known = reservations.get(task);
    if (known != null) {
      var left = known.left.less(used);
      node.giveBack(known.left);
      account.giveBack(known.left);
      node.reserve(left);
      account.reserve(left);
      reservations.put(task, new Reservation(owner, left));
    }
  }

  /** A task that has reserved something has ended, or was not begun after all. */
  synchronized void ended(String task) {
    var known = reservations.remove(task);
    if (known != null) {
      var account = account(known.owner, clock.millis());
      node.ended();
      account.ended();
      node.giveBack(known.left);
      account.giveBack(known.left);
    }
  }

  /** Counts what was used before the server has started. */
  public synchronized void remember(String owner, Instant at, TaskAmount used) {
    long now = clock.millis();
    node.used(at.toEpochMilli(), now, used);
    account(owner, now).used(at.toEpochMilli(), now, used);
  }
}
