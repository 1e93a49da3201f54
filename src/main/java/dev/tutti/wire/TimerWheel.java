package dev.tutti.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Coarse timers of one loop, for time-outs that are nearly always unset before they are due: to set
 * or unset one takes the same few steps however many there are, where a queue in their order takes
 * more with each. A task runs at its time or up to two ticks later; when its loop was busy for
 * longer, one tick after the loop has looked at its sockets again, so that no time-out blames
 * others for what had come and was not read. After G. Varghese and T. Lauck, "Hashed and
 * Hierarchical Timing Wheels" (1987), scheme 6. Confined to its loop.
 */
final class TimerWheel {
  /** Time from one turn of the wheel to the next. */
  static final Duration TICK = Duration.ofMillis(25);

  private static final long TICK_NANOS = TICK.toNanos();
  private static final int SLOTS = 1 << 10;

  /** Ticks from one turn to the next while the loop does its work in time. */
  private static final int MOST_LATE = 4;

  private final LongSupplier nanos;
  private final Consumer<Runnable> nextTick;
  private final Executor loop;
  private final Entry[] slots = new Entry[SLOTS]; // each the head of a list, and no timer
  private long now;
  private int waiting;
  private boolean turning;
  private boolean excused;

  /**
   * A wheel that stands still until something is set.
   *
   * @param nanos a clock that only ever grows
   * @param nextTick runs a task after {@link #TICK}
   * @param loop runs tasks that are due, each for itself
   */
  TimerWheel(LongSupplier nanos, Consumer<Runnable> nextTick, Executor loop) {
    this.nanos = nanos;
    this.nextTick = nextTick;
    this.loop = loop;
    Arrays.setAll(slots, _ -> new Entry(() -> {}, 0));
  }

  /** Runs a task after a time, unless what is returned is run before. */
  Runnable set(Duration after, Runnable task) {
    long time = nanos.getAsLong();
    if (!turning) {
      turning = true;
      now = Math.floorDiv(time, TICK_NANOS);
      nextTick.accept(this::turn);
    }
    var entry = new Entry(task, Math.ceilDiv(time + after.toNanos(), TICK_NANOS));
    entry.enter();
    return entry;
  }

  private void turn() {
    long until = Math.floorDiv(nanos.getAsLong(), TICK_NANOS);
    excused = !excused && until - now > MOST_LATE;
    if (excused) {
      nextTick.accept(this::turn);
      return;
    }
    now = Math.max(now, until - SLOTS); // each slot once at most
    while (now < until) {
      now++;
      due(slots[slot(now)].next);
    }
    turning = waiting > 0;
    if (turning) {
      nextTick.accept(this::turn);
    }
  }

  private void due(@Nullable Entry first) {
    var each = first;
    while (each != null) {
      var following = each.next; // of which leaving makes nothing
      if (each.due <= now) {
        each.leave();
        loop.execute(each::fire);
      }
      each = following;
    }
  }

  private static int slot(long tick) {
    return (int) (tick & (SLOTS - 1));
  }

  /**
   * Task in the list of its slot, which is run to unset it. One that has left refers to nothing any
   * more: an old entry would keep newer ones, and the calls behind them, for the collector.
   */
  private final class Entry implements Runnable {
    private final long due;
    private @Nullable Runnable task;
    private Entry before = this;
    private @Nullable Entry next;
    private boolean there;

    Entry(Runnable task, long due) {
      this.task = task;
      this.due = due;
    }

    void enter() {
      before = slots[slot(due)];
      next = before.next;
      if (next != null) {
        next.before = this;
      }
      before.next = this;
      there = true;
      waiting++;
    }

    void leave() {
      before.next = next;
      if (next != null) {
        next.before = before;
      }
      before = this;
      next = null;
      there = false;
      waiting--;
    }

    void fire() {
      if (task != null) {
        task.run();
        task = null;
      }
    }

    @Override
    public void run() {
      task = null;
      if (there) {
        leave();
      }
    }
  }
}
