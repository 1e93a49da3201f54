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
 * At most so many at once; the others wait in line, first come first served, up to a time. Shared
 * by all loops, hence the lock; a grant hops to the loop of its call. A caller that is granted a
 * permit must release it once. When there are to be fewer than are held, none is taken away: those
 * that are given back are not granted again until it fits.
 */
public final class Permits {
  private final Supplier<String> name;
  private final int longestLine;
  private final Deque<Waiter> line = new ArrayDeque<>();
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
      if (held < most) {
        held++;
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
      held--;
      next = turn();
    }
    grant(next);
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
    return line.size();
  }

  private record Waiter(Call call, Promise<Void> turn) {}
}
