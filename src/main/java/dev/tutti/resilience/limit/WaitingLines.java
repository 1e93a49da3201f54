package dev.tutti.resilience.limit;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.Line.State;
import dev.tutti.resilience.limit.Line.Waiter;
import dev.tutti.resilience.limit.RateLimiter.Answer;
import dev.tutti.resilience.limit.RateLimiter.Crowded;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import dev.tutti.resilience.limit.RateLimiter.Refused;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for their turn at a limit, in one {@link Line} for each bucket that keeps
 * somebody waiting: who waits for one bucket is in nobody's way at another.
 *
 * <p>Only the first of a line asks for what it needs, again when that may have come back: at a time
 * that the limiter tells, or when a call has given something back. When another bucket refuses it
 * then, it changes to the end of that line. Thread-safe; the lock is held for moments, and never
 * while a limiter is asked or a call goes on.
 */
final class WaitingLines {
  /** Number of calls that may wait in one line. */
  static final int LONGEST = 1_000;

  private static final Duration SHORTEST_REST = Duration.ofMillis(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final RateLimiter limiter;
  private final Map<String, Line> lines = new HashMap<>();
  private volatile boolean quiet = true;

  WaitingLines(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /** Number of calls that wait for a bucket of this kind of account. */
  synchronized int waiting(Scope scope) {
    return lines.values().stream()
        .filter(line -> line.bucket().scope() == scope)
        .mapToInt(Line::size)
        .sum();
  }

  /** A bucket of these that others wait for already: a new call must not overtake them. */
  Optional<Bucket> contended(List<Demand> demands) {
    if (quiet) {
      return Optional.empty();
    }
    synchronized (this) {
      return demands.stream()
          .map(Demand::bucket)
          .filter(bucket -> lines.containsKey(bucket.name()))
          .findFirst();
    }
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

  private synchronized @Nullable Line enter(Waiter waiter, Bucket bucket) {
    var line = lines.computeIfAbsent(bucket.name(), _ -> new Line(bucket));
    if (line.size() >= LONGEST) {
      return null;
    }
    line.add(waiter);
    quiet = false;
    return line;
  }

  /** On the waiter's loop. A grant that is under way comes too late and is given back. */
  private void leave(Waiter waiter, Fault why) {
    Line line;
    synchronized (this) {
      line = waiter.line();
      if (line != null) {
        boolean wasFirst = line.first() == waiter;
        line.remove(waiter);
        wake(line, wasFirst);
      }
    }
    waiter.turn.tryFail(why);
    if (line != null) {
      serve(line);
    }
  }

  private static void wake(Line line, boolean asksNow) {
    if (line.state() == State.ASKING) {
      line.state(State.ASKING_OUTDATED);
    } else if (line.state() == State.RESTING && (asksNow || line.size() == 0)) {
      line.state(State.IDLE);
    }
  }

  /** Something was given back to these buckets. */
  void gaveBack(Bucket bucket) {
    if (quiet) {
      return;
    }
    Line line;
    synchronized (this) {
      line = lines.get(bucket.name());
      if (line != null) {
        wake(line, true);
      }
    }
    if (line != null) {
      serve(line);
    }
  }

  /** Lets one after the other ask, until one is refused. */
  private void serve(Line line) {
    for (var next = claim(line); next != null; next = claim(line)) {
      var waiter = next;
      var loop = waiter.call.loop();
      if (!loop.here()) {
        loop.run(() -> goOn(line, ask(line, waiter)));
        return;
      }
      if (!ask(line, waiter)) {
        return;
      }
    }
  }

  private void goOn(Line line, boolean wanted) {
    if (wanted) {
      serve(line);
    }
  }

  private synchronized @Nullable Waiter claim(Line line) {
    if (line.state() != State.IDLE) {
      return null;
    }
    var first = line.first();
    if (first == null) {
      lines.remove(line.bucket().name(), line);
      quiet = lines.isEmpty();
    } else {
      line.state(State.ASKING);
    }
    return first;
  }

  /** Asks for the first one, on its loop; whether the next one shall ask. */
  private boolean ask(Line line, Waiter waiter) {
    var reserved = limiter.reserve(waiter.demands, waiter.call);
    if (reserved.succeeded()) {
      return answered(line, waiter, reserved.result());
    }
    reserved.onSuccess(answer -> goOn(line, answered(line, waiter, answer)));
    return false;
  }

  private boolean answered(Line line, Waiter waiter, Answer answer) {
    switch (answer) {
      case Granted granted -> {
        served(line, waiter);
        if (!waiter.turn.tryComplete(granted)) {
          waiter.demands.forEach(this::giveBack);
        }
        return true;
      }
      case Crowded crowded -> {
        served(line, waiter);
        waiter.turn.tryFail(LimitFaults.of(crowded));
        return true;
      }
      case Refused refused -> {
        return refused.demand().bucket().name().equals(line.bucket().name())
            ? !rest(line, waiter, refused.left())
            : change(line, waiter, refused);
      }
    }
  }

  private synchronized void served(Line line, Waiter waiter) {
    line.served(waiter);
    line.state(State.IDLE);
  }

  private void giveBack(Demand demand) {
    limiter.giveBack(demand);
    gaveBack(demand.bucket());
  }

  /** Lets a line rest, unless something has come back or its first one has left meanwhile. */
  private synchronized boolean rest(Line line, Waiter waiter, Duration wait) {
    if (line.state() == State.ASKING_OUTDATED || line.first() != waiter) {
      line.state(State.IDLE);
      return false;
    }
    line.rest(alarm(line, waiter.call, wait));
    return true;
  }

  private Runnable alarm(Line line, Call call, Duration wait) {
    var least = wait.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : wait;
    var time = least.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : least;
    return call.loop()
        .timer(
            time,
            () -> {
              synchronized (this) {
                if (line.state() == State.RESTING) {
                  line.state(State.IDLE);
                }
              }
              serve(line);
            });
  }

  /** Sends the first one to the end of another line; the line that it leaves goes on. */
  private boolean change(Line line, Waiter waiter, Refused refused) {
    var bucket = refused.demand().bucket();
    if (!changed(line, waiter, bucket, refused.left())) {
      waiter.turn.tryFail(LimitFaults.longLine(bucket, LONGEST));
    }
    return true;
  }

  private synchronized boolean changed(Line line, Waiter waiter, Bucket bucket, Duration wait) {
    boolean stillWaits = waiter.line() == line;
    line.remove(waiter);
    line.state(State.IDLE);
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
