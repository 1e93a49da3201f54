package dev.tutti.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The lines in front of sessions: one at a time is let in, in the order in which they came.
 * Bounded, thread-safe; never blocks.
 */
final class SessionLine {
  private static final Duration LATER = Duration.ofSeconds(1);

  private final int mostOfSession;
  private final int most;
  private final Map<Key, Queue<CompletableFuture<Place>>> lines = new HashMap<>();
  private int waiting;

  /** A session of an owner. */
  record Key(String owner, String session) {}

  /**
   * @param mostOfSession how many may wait for one session
   * @param most how many may wait in all
   */
  SessionLine(int mostOfSession, int most) {
    this.mostOfSession = mostOfSession;
    this.most = most;
  }

  /** Whoever is in; leaves once, again does nothing. */
  interface Place {
    void leave();
  }

  /**
   * Joins the line; complete when it is one's turn, at once where nobody is before.
   *
   * <p>Fails with {@code overloaded} when too many wait.
   */
  CompletableFuture<Place> enter(Key key) {
    synchronized (lines) {
      var line = lines.get(key);
      if (line == null) {
        lines.put(key, new ArrayDeque<>());
        return CompletableFuture.completedFuture(place(key));
      }
      if (line.size() >= mostOfSession || waiting >= most) {
        return CompletableFuture.failedFuture(full(key, line.size()));
      }
      var mine = new CompletableFuture<Place>();
      line.add(mine);
      waiting++;
      return mine;
    }
  }

  private Fault full(Key key, int before) {
    return Fault.of(
            FaultCode.OVERLOADED,
            "session %s: %d posts wait for it, %d for all (expected: at most %d and %d)"
                .formatted(key.session, before, waiting, mostOfSession, most))
        .after(LATER);
  }

  private Place place(Key key) {
    var left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        next(key);
      }
    };
  }

  private void next(Key key) {
    var first = first(key);
    if (first != null) {
      first.complete(place(key)); // outside of the lock: others run what they wait for
    }
  }

  private @Nullable CompletableFuture<Place> first(Key key) {
    synchronized (lines) {
      var line = lines.get(key);
      var first = line == null ? null : line.poll();
      if (first == null) {
        lines.remove(key);
      } else {
        waiting--;
      }
      return first;
    }
  }
}
