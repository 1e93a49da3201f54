package dev.tutti.call;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * At most so many at once; the others wait in line, first come first served, up to a time. Shared
 * by all loops, hence the lock; a grant hops to the loop of its call. Who is granted a permit must
 * release it once.
 */
public final class Permits {
  private final Supplier<String> name;
  private final int most;
  private final int longestLine;
  private final Deque<Waiter> line = new ArrayDeque<>();
  private int free;

  /**
   * @param name what is guarded, for messages
   * @param most how many at once, at least 1
   * @param longestLine how many may wait, at least 0
   */
  public Permits(Supplier<String> name, int most, int longestLine) {
    this.name = name;
    this.most = most;
    this.longestLine = longestLine;
    this.free = most;
  }

  /**
   * Waits for a permit. Fails with {@code concurrency_timeout} when the line is too long or the
   * time is over, with {@code cancelled} when the caller leaves; then nothing is held.
   */
  public Future<Void> acquire(Call call, Duration longestWait) {
    Waiter waiter;
    synchronized (this) {
      if (free > 0) {
        free--;
        return Future.succeededFuture();
      }
      if (line.size() >= longestLine) {
        return Future.failedFuture(
            refusal("all %d are in use and %d wait".formatted(most, line.size())));
      }
      waiter = new Waiter(call, Promise.promise());
      line.add(waiter);
    }
    return waitFor(waiter, longestWait);
  }

  private Future<Void> waitFor(Waiter waiter, Duration longestWait) {
    var call = waiter.call;
    var late = refusal("all %d stayed in use for %s".formatted(most, longestWait));
    var stop = call.loop().timer(longestWait, () -> leave(waiter, late));
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

  private Fault refusal(String why) {
    return Fault.of(FaultCode.CONCURRENCY_TIMEOUT, name.get() + ": " + why)
        .after(Duration.ofSeconds(1));
  }

  /** On the waiter's loop. When the grant is already on its way, it is passed on. */
  private void leave(Waiter waiter, Fault why) {
    boolean waiting;
    synchronized (this) {
      waiting = line.remove(waiter);
    }
    if (waiter.turn.tryFail(why) && !waiting) {
      release();
    }
  }

  /** Gives one permit back. Any thread. */
  public void release() {
    Waiter next;
    synchronized (this) {
      next = line.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      var granted = next;
      granted.call.loop().run(() -> granted.turn.tryComplete());
    }
  }

  /** How many are held. */
  public synchronized int inUse() {
    return most - free;
  }

  /** How many wait. */
  public synchronized int waiting() {
    return line.size();
  }

  private record Waiter(Call call, Promise<Void> turn) {}
}
