package dev.tutti.call;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * At most so many at once; the others wait in line, first come first served, up to a time. Calls in
 * the background are served when nobody else waits, and leave a quarter of the permits to others.
 * Shared by all loops, hence the lock; a grant hops to the loop of its call. A caller that is
 * granted a permit must release it once. When there are to be fewer than are held, none is taken
 * away: those that are given back are not granted again until it fits.
 */
public final class Permits {
  private static final int MOST_PASSED_OVER = 16;

  /** Of so many permits one is not for calls in the background. */
  private static final int SHARE_OF_OTHERS = 4;

  private final Supplier<String> name;
  private final int longestLine;
  private final Deque<Waiter> line = new ArrayDeque<>();
  private final Deque<Waiter> background = new ArrayDeque<>();
  private int most;
  private int held;

  /**
   * @param name what is guarded, for messages
   * @param most how many at once, at least 1
   * @param longestLine how many may wait, at least 0
   */
  public Permits(Supplier<String> name, int most, int longestLine) {
    this.name = name;
    this.most = most;
    this.longestLine = longestLine;
  }

  /**
   * Waits for a permit. Fails with {@code concurrency_timeout} when the line is too long or the
   * time is over, with {@code cancelled} when the caller leaves; then nothing is held.
   */
  public Future<Void> acquire(Call call, Duration longestWait) {
    Waiter waiter;
    synchronized (this) {
      if (held < (call.tail().isBackground() ? mostInBackground() : most)) {
        held++;
        return Future.succeededFuture();
      }
      var own = call.tail().isBackground() ? background : line;
      if (own.size() >= longestLine) {
        return Future.failedFuture(
            refusal("all %d are in use and %d wait".formatted(most, own.size())));
      }
      waiter = new Waiter(call);
      own.add(waiter);
    }
    return waitFor(waiter, longestWait);
  }

  /** Number of permits that calls in the background may have taken, with all others. */
  private int mostInBackground() {
    return Math.max(1, most - most / SHARE_OF_OTHERS);
  }

  private Future<Void> waitFor(Waiter waiter, Duration longestWait) {
    var call = waiter.call;
    var stop = call.loop().timer(longestWait, () -> leave(waiter, late(longestWait)));
    var forget = call.onCancel(() -> leave(waiter, call.reason()));
    return waiter
        .turn
        .future()
        .onComplete(
            _ -> {
              stop.run();
              forget.run();
            });
  }

  private synchronized Fault late(Duration waited) {
    return refusal("all %d stayed in use for %s".formatted(most, waited));
  }

  private Fault refusal(String why) {
    return Fault.of(FaultCode.CONCURRENCY_TIMEOUT, name.get() + ": " + why)
        .after(Duration.ofSeconds(1));
  }

  /** On the waiter's loop. When the grant is already on its way, it is passed on. */
  private void leave(Waiter waiter, Fault why) {
    boolean waiting;
    synchronized (this) {
      waiting = line.remove(waiter) || background.remove(waiter);
    }
    if (waiter.turn.tryFail(why) && !waiting) {
      release();
    }
  }

  /** Takes a permit if there is one and nobody waits for it. */
  public synchronized boolean tryAcquire() {
    boolean free = held < most && line.isEmpty();
    if (free) {
      held++;
    }
    return free;
  }

  /** Gives one permit back. Any thread. */
  public void release() {
    Waiter next;
    synchronized (this) {
      held--;
      next = turn();
    }
    grant(next);
  }

  /**
   * Gives one permit back for what its loop can use best: the first of the next 16 waiters whose
   * call is on that loop goes before the others, by whom the head of the line is passed over 16
   * times at most. Any thread.
   */
  public void release(Loop loop) {
    Waiter next;
    synchronized (this) {
      held--;
      next = held < most ? ahead(loop) : null;
      if (next == null) {
        next = turn();
      } else {
        held++;
      }
    }
    grant(next);
  }

  /** Takes the waiter of a loop out of the line who goes before its head; null for none. */
  private @Nullable Waiter ahead(Loop loop) {
    var head = line.peek();
    if (head == null || head.call.loop().equals(loop) || head.passedOver == MOST_PASSED_OVER) {
      return null;
    }
    var nearest = line.iterator();
    for (int i = 0; i < MOST_PASSED_OVER && nearest.hasNext(); i++) {
      var each = nearest.next();
      if (each.call.loop().equals(loop)) {
        nearest.remove();
        head.passedOver++;
        return each;
      }
    }
    return null;
  }

  /** From now on there are so many, at least 1; whoever now fits is granted one. Any thread. */
  public void resize(int many) {
    var granted = new ArrayList<Waiter>();
    synchronized (this) {
      most = many;
      for (var next = turn(); next != null; next = turn()) {
        granted.add(next);
      }
    }
    granted.forEach(Permits::grant);
  }

  /** Takes the first one out of the line if there is a permit for it. */
  private @Nullable Waiter turn() {
    var next = held < most ? line.poll() : null;
    if (next == null && held < mostInBackground()) {
      next = background.poll();
    }
    if (next != null) {
      held++;
    }
    return next;
  }

  private static void grant(@Nullable Waiter next) {
    if (next != null) {
      next.call.loop().run(() -> next.turn.tryComplete());
    }
  }

  /** Number of permits. */
  public synchronized int most() {
    return most;
  }

  /** Number of permits that are held; more than there are for a while after they became fewer. */
  public synchronized int inUse() {
    return held;
  }

  /** Number of those who wait. */
  public synchronized int waiting() {
    return line.size() + background.size();
  }

  /** Caller in line. */
  private static final class Waiter {
    private final Call call;
    private final Promise<Void> turn = Promise.promise();
    private int passedOver;

    Waiter(Call call) {
      this.call = call;
    }
  }
}
