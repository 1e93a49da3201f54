package dev.tutti.resilience.limit;

import dev.tutti.call.Call;
import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for one bucket: keys take turns, and the calls of a key are served in the
 * order in which they came. Calls in the background are served when no other waits. Not
 * thread-safe.
 */
final class WaitQueue {
  private final Bucket bucket;
  private final Lane lane = new Lane();
  private final Lane background = new Lane();
  private State state = State.IDLE;
  private Runnable stopRest = () -> {};

  /** State of the line: what is done about its first one. */
  enum State {
    /** Nothing yet. */
    IDLE,
    /** The limiter is asked. */
    ASKING,
    /** The limiter is asked, and something was given back since. */
    ASKING_OUTDATED,
    /** The limiter has refused, and will be asked after a time. */
    RESTING
  }

  /** A call in a line, and what it waits for. */
  static final class Waiter {
    final Call call;
    final List<Demand> demands;
    final Promise<Granted> turn = Promise.promise();
    private @Nullable WaitQueue queue;

    Waiter(Call call, List<Demand> demands) {
      this.call = call;
      this.demands = demands;
    }

    /** Line in which it stands, until it is served or leaves. */
    @Nullable WaitQueue queue() {
      return queue;
    }
  }

  WaitQueue(Bucket bucket) {
    this.bucket = bucket;
  }

  Bucket bucket() {
    return bucket;
  }

  int size() {
    return lane.size + background.size;
  }

  /** Number of those in whose lane a call would wait. */
  int sizeFor(Call call) {
    return lane(call).size;
  }

  /** Whether a call has others before it. */
  boolean isBefore(Call call) {
    return lane.size > 0 || (call.tail().isBackground() && background.size > 0);
  }

  private Lane lane(Call call) {
    return call.tail().isBackground() ? background : lane;
  }

  void add(Waiter waiter) {
    lane(waiter.call).add(waiter);
    waiter.queue = this;
  }

  /** Next one in turn. */
  @Nullable Waiter first() {
    var first = lane.first();
    return first == null ? background.first() : first;
  }

  /** Takes one out, wherever it stands. */
  void remove(Waiter waiter) {
    if (waiter.queue == this) {
      lane(waiter.call).remove(waiter);
      waiter.queue = null;
    }
  }

  /** Takes one out who has had its turn; the next turn is another key's. */
  void served(Waiter waiter) {
    remove(waiter);
    lane(waiter.call).turn(waiter.call.caller().key());
  }

  /** Calls by their keys, the next one's first. */
  private static final class Lane {
    private final LinkedHashMap<String, ArrayDeque<Waiter>> keys = new LinkedHashMap<>();
    private int size;

    void add(Waiter waiter) {
      keys.computeIfAbsent(waiter.call.caller().key(), _ -> new ArrayDeque<>()).add(waiter);
      size++;
    }

    @Nullable Waiter first() {
      return keys.isEmpty() ? null : keys.firstEntry().getValue().peek();
    }

    void remove(Waiter waiter) {
      var key = waiter.call.caller().key();
      var same = keys.get(key);
      if (same != null && same.remove(waiter)) {
        size--;
        if (same.isEmpty()) {
          keys.remove(key);
        }
      }
    }

    /** The key that was served comes last. */
    void turn(String key) {
      var others = keys.remove(key);
      if (others != null) {
        keys.put(key, others);
      }
    }
  }

  State state() {
    return state;
  }

  void state(State next) {
    if (state == State.RESTING) {
      stopRest.run();
    }
    state = next;
  }

  /** Rests until somebody wakes it, or does not let it. */
  void rest(Runnable stop) {
    state(State.RESTING);
    stopRest = stop;
  }
}
