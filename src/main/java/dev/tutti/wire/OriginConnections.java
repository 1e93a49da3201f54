package dev.tutti.wire;

import dev.tutti.wire.client.Http1Connection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of HTTP/1.1 to one origin, by the loops that they are confined to, and those that
 * are about to be opened: never more than allowed, over all loops. Who takes one or reserves one
 * has a permit of the pool. Thread-safe.
 */
final class OriginConnections {
  /** Time that those beyond the number that is kept stay open: longer than a gap between calls. */
  private static final Duration SURPLUS = Duration.ofSeconds(1);

  private final int most;
  private final int kept;
  private final long longestIdle;
  private final Map<VertxLoop, Deque<Http1Connection>> idle = new HashMap<>();
  private final Set<Http1Connection> open = new LinkedHashSet<>();
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private int opening;
  private boolean closed;

  /** Caller of a loop who waits for room. */
  private record Waiter(VertxLoop loop, Promise<Void> turn) {}

  OriginConnections(PoolSettings settings) {
    this.most = settings.maxConnections();
    this.kept = settings.keepAlive();
    this.longestIdle = settings.idleTimeout().toNanos();
  }

  /** Idle connection of a loop that was used last; null when it has none. */
  synchronized @Nullable Http1Connection take(VertxLoop loop) {
    var own = idle(loop);
    for (var latest = own.pollLast(); latest != null; latest = own.pollLast()) {
      if (latest.isOpen()) {
        return latest;
      }
    }
    return null;
  }

  private Deque<Http1Connection> idle(VertxLoop loop) {
    return idle.computeIfAbsent(loop, _ -> new ArrayDeque<>());
  }

  /**
   * Counts one in that is about to be opened. Where no more may be, an idle one is closed for it:
   * another loop's, as nobody opens one who has an idle one. Completes on the loop once there is
   * room, fails when all were closed.
   */
  Future<Void> reserve(VertxLoop loop) {
    var next = new Waiter(loop, Promise.promise());
    synchronized (this) {
      waiting.add(next);
      if (open.size() + opening >= most) {
        evict();
      }
    }
    proceed();
    return next.turn.future();
  }

  /** Lets those begin for whom there is room by now. */
  private void proceed() {
    for (var next = turn(); next != null; next = turn()) {
      var turn = next.turn;
      next.loop.run(() -> begin(turn));
    }
  }

  private synchronized @Nullable Waiter turn() {
    var next = closed || open.size() + opening < most ? waiting.poll() : null;
    if (next != null) {
      opening++;
    }
    return next;
  }

  private void begin(Promise<Void> turn) {
    if (isClosed()) {
      failed();
      turn.fail(new IllegalStateException("the pool is closed"));
    } else {
      turn.complete();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void evict() {
    for (var each : idle.values()) {
      var oldest = each.pollFirst();
      if (oldest != null) {
        oldest.close();
        return;
      }
    }
  }

  /** One that was reserved could not be opened. */
  void failed() {
    synchronized (this) {
      opening--;
    }
    proceed();
  }

  /** One that was reserved has been opened, and is in use. */
  synchronized void opened(Http1Connection connection) {
    opening--;
    open.add(connection);
    if (closed) {
      connection.close();
    }
  }

  /** One is not in use any more. */
  synchronized void keep(VertxLoop loop, Http1Connection connection, long now) {
    if (!closed && connection.isOpen()) {
      connection.idleSince(now);
      idle(loop).addLast(connection);
    }
  }

  /** One has closed, and counts no more: while it closes, its upstream may still have it. */
  void closed(VertxLoop loop, Http1Connection connection) {
    synchronized (this) {
      if (open.remove(connection)) {
        idle(loop).remove(connection);
      }
    }
    proceed();
  }

  /** Closes those that were idle for too long, or are more than shall be kept. */
  synchronized void sweep(long now) {
    int surplus = idle() - kept;
    for (var each : idle.values()) {
      for (var oldest = each.peekFirst(); oldest != null; oldest = each.peekFirst()) {
        long age = now - oldest.idleSince();
        if (age < longestIdle && (surplus <= 0 || age < SURPLUS.toNanos())) {
          break;
        }
        each.pollFirst();
        oldest.close();
        surplus--;
      }
    }
  }

  /** Closes all of them, and those that are being opened when they are there. */
  void close() {
    synchronized (this) {
      closed = true;
      open.forEach(Http1Connection::close);
      idle.clear();
    }
    proceed();
  }

  /** How many wait for a call. */
  synchronized int idle() {
    int count = 0;
    for (var each : idle.values()) {
      count += each.size();
    }
    return count;
  }

  /** Those that are open. */
  synchronized List<Http1Connection> all() {
    return new ArrayList<>(open);
  }
}
