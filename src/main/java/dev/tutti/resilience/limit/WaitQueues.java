package dev.tutti.resilience.limit;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.RateLimiter.Answer;
import dev.tutti.resilience.limit.RateLimiter.Crowded;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import dev.tutti.resilience.limit.RateLimiter.Refused;
import dev.tutti.resilience.limit.WaitQueue.State;
import dev.tutti.resilience.limit.WaitQueue.Waiter;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for their turn at a limit, in one {@link WaitQueue} for each bucket that
 * keeps somebody waiting: who waits for one bucket is in nobody's way at another.
 *
 * <p>Only the first of a line asks for what it needs, again when that may have come back: at a time
 * that the limiter tells, or when a call has given something back. When another bucket refuses it
 * then, it changes to the end of that line. Thread-safe; the lock is held for moments, and never
 * while a limiter is asked or a call goes on.
 */
final class WaitQueues {
  /** Number of calls that may wait in one line. */
  static final int LONGEST = 1_000;

  private static final Duration SHORTEST_REST = Duration.ofMillis(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final RateLimiter limiter;
  private final Map<String, WaitQueue> queues = new HashMap<>();
  private volatile boolean quiet = true;

  WaitQueues(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /** Number of calls that wait for a bucket of this kind of account. */
  synchronized int waiting(Scope scope) {
    return queues.values().stream()
        .filter(queue -> queue.bucket().scope() == scope)
        .mapToInt(WaitQueue::size)
        .sum();
  }

  /**
   * A bucket of these that others wait for already: a new call must not overtake them, unless they
   * are in the background and it is not.
   */
  Optional<Bucket> contended(List<Demand> demands, Call call) {
    if (quiet) {
      return Optional.empty();
    }
    synchronized (this) {
      return demands.stream()
          .map(Demand::bucket)
          .filter(bucket -> isBefore(bucket, call))
          .findFirst();
    }
  }

  private boolean isBefore(Bucket bucket, Call call) {
    var queue = queues.get(bucket.name());
    return queue != null && queue.isBefore(call);
  }

  /**
   * Waits in line for a bucket until everything is granted. Fails with {@code rate_limited} when
   * the line is too long or the time is over, with the reason when the call is cancelled; then
   * nothing is held. Called and completed on the call's loop.
   */
  Future<Granted> join(Call call, List<Demand> demands, Bucket bucket, Duration longest) {
    var waiter = new Waiter(call, demands);
    var joined = enter(waiter, bucket);
    if (joined == null) {
      return Future.failedFuture(LimitFaults.longLine(bucket, LONGEST));
    }
    var stop = call.loop().timer(longest, () -> leave(waiter, LimitFaults.late(bucket, longest)));
    var forget = call.onCancel(() -> leave(waiter, call.reason()));
    var turn =
        waiter
            .turn
            .future()
            .onComplete(
                _ -> {
                  stop.run();
                  forget.run();
                });
    serve(joined);
    return turn;
  }

  private synchronized @Nullable WaitQueue enter(Waiter waiter, Bucket bucket) {
    var queue = queues.computeIfAbsent(bucket.name(), _ -> new WaitQueue(bucket));
    if (queue.sizeFor(waiter.call) >= LONGEST) {
      return null;
    }
    queue.add(waiter);
    if (queue.first() == waiter && queue.state() == State.RESTING) {
      queue.state(State.IDLE); // the one that rests is in the background, and may need more
    }
    quiet = false;
    return queue;
  }

  /** On the waiter's loop. A grant that is under way comes too late and is given back. */
  private void leave(Waiter waiter, Fault why) {
    WaitQueue queue;
    synchronized (this) {
      queue = waiter.queue();
      if (queue != null) {
        boolean wasFirst = queue.first() == waiter;
        queue.remove(waiter);
        wake(queue, wasFirst);
      }
    }
    waiter.turn.tryFail(why);
    if (queue != null) {
      serve(queue);
    }
  }

  private static void wake(WaitQueue queue, boolean asksNow) {
    if (queue.state() == State.ASKING) {
      queue.state(State.ASKING_OUTDATED);
    } else if (queue.state() == State.RESTING && (asksNow || queue.size() == 0)) {
      queue.state(State.IDLE);
    }
  }

  /** Something was given back to these buckets. */
  void gaveBack(Bucket bucket) {
    if (quiet) {
      return;
    }
    WaitQueue queue;
    synchronized (this) {
      queue = queues.get(bucket.name());
      if (queue != null) {
        wake(queue, true);
      }
    }
    if (queue != null) {
      serve(queue);
    }
  }

  /** Lets one after the other ask, until one is refused. */
  private void serve(WaitQueue queue) {
    for (var next = claim(queue); next != null; next = claim(queue)) {
      var waiter = next;
      var loop = waiter.call.loop();
      if (!loop.here()) {
        loop.run(() -> goOn(queue, ask(queue, waiter)));
        return;
      }
      if (!ask(queue, waiter)) {
        return;
      }
    }
  }

  private void goOn(WaitQueue queue, boolean wanted) {
    if (wanted) {
      serve(queue);
    }
  }

  private synchronized @Nullable Waiter claim(WaitQueue queue) {
    if (queue.state() != State.IDLE) {
      return null;
    }
    var first = queue.first();
    if (first == null) {
      queues.remove(queue.bucket().name(), queue);
      quiet = queues.isEmpty();
    } else {
      queue.state(State.ASKING);
    }
    return first;
  }

  /** Asks for the first one, on its loop; whether the next one shall ask. */
  private boolean ask(WaitQueue queue, Waiter waiter) {
    var reserved = limiter.reserve(waiter.demands, waiter.call);
    if (reserved.succeeded()) {
      return answered(queue, waiter, reserved.result());
    }
    reserved.onSuccess(answer -> goOn(queue, answered(queue, waiter, answer)));
    return false;
  }

  private boolean answered(WaitQueue queue, Waiter waiter, Answer answer) {
    switch (answer) {
      case Granted granted -> {
        served(queue, waiter);
        if (!waiter.turn.tryComplete(granted)) {
          waiter.demands.forEach(this::giveBack);
        }
        return true;
      }
      case Crowded crowded -> {
        served(queue, waiter);
        waiter.turn.tryFail(LimitFaults.of(crowded));
        return true;
      }
      case Refused refused -> {
        return refused.demand().bucket().name().equals(queue.bucket().name())
            ? !rest(queue, waiter, refused.left())
            : change(queue, waiter, refused);
      }
    }
  }

  private synchronized void served(WaitQueue queue, Waiter waiter) {
    queue.served(waiter);
    queue.state(State.IDLE);
  }

  private void giveBack(Demand demand) {
    limiter.giveBack(demand);
    gaveBack(demand.bucket());
  }

  /** Lets a line rest, unless something has come back or its first one has left meanwhile. */
  private synchronized boolean rest(WaitQueue queue, Waiter waiter, Duration wait) {
    if (queue.state() == State.ASKING_OUTDATED || queue.first() != waiter) {
      queue.state(State.IDLE);
      return false;
    }
    queue.rest(alarm(queue, waiter.call, wait));
    return true;
  }

  private Runnable alarm(WaitQueue queue, Call call, Duration wait) {
    var least = wait.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : wait;
    var time = least.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : least;
    return call.loop()
        .timer(
            time,
            () -> {
              synchronized (this) {
                if (queue.state() == State.RESTING) {
                  queue.state(State.IDLE);
                }
              }
              serve(queue);
            });
  }

  /** Sends the first one to the end of another line; the line that it leaves goes on. */
  private boolean change(WaitQueue queue, Waiter waiter, Refused refused) {
    var bucket = refused.demand().bucket();
    if (!changed(queue, waiter, bucket, refused.left())) {
      waiter.turn.tryFail(LimitFaults.longLine(bucket, LONGEST));
    }
    return true;
  }

  private synchronized boolean changed(
      WaitQueue queue, Waiter waiter, Bucket bucket, Duration wait) {
    boolean stillWaits = waiter.queue() == queue;
    queue.remove(waiter);
    queue.state(State.IDLE);
    if (!stillWaits) {
      return true;
    }
    var other = enter(waiter, bucket);
    if (other != null && other.state() == State.IDLE) {
      other.rest(alarm(other, waiter.call, wait));
    }
    return other != null;
  }
}
