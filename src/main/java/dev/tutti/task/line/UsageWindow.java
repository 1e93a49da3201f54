package dev.tutti.task.line;

import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import java.time.Duration;
import java.util.Arrays;

/**
 * Sum of what was used in the latest span of time, which moves on by a slot at a time. Not
 * thread-safe.
 */
public final class UsageWindow {
  private final long slotMillis;
  private final TaskAmount[] slots;
  private long latest; // number of the slot that is filled

  /**
   * Window over a span.
   *
   * @param parts of it
   */
  public UsageWindow(Duration span, int parts) {
    this.slotMillis = span.toMillis() / parts;
    this.slots = new TaskAmount[parts];
    Arrays.fill(slots, TaskAmount.NONE);
  }

  /** Counts what was used at a time; what was too long ago is left out. */
  public void add(long at, long now, TaskAmount used) {
    moveTo(now);
    long slot = at / slotMillis;
    if (slot > latest - slots.length) {
      int place = (int) (Math.min(slot, latest) % slots.length);
      slots[place] = slots[place].plus(used);
    }
  }

  private void moveTo(long now) {
    long slot = now / slotMillis;
    if (slot - latest >= slots.length) {
      Arrays.fill(slots, TaskAmount.NONE);
      latest = slot;
    }
    while (latest < slot) {
      latest++;
      slots[(int) (latest % slots.length)] = TaskAmount.NONE;
    }
  }

  /** Sum of the span up to now. */
  public TaskAmount sum(long now) {
    moveTo(now);
    return Arrays.stream(slots).reduce(TaskAmount.NONE, TaskAmount::plus);
  }
}
