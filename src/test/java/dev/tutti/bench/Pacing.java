package dev.tutti.bench;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Decides when a connection sends its next request. */
sealed interface Pacing {

  static Pacing of(Load load, EventLoop loop) {
    return switch (load.plan()) {
      case Load.Plan.Saturate _ -> new ClosedLoop();
      case Load.Plan.Arrive(int perSecond, Duration _) ->
          new OpenLoop(loop, perSecond, Long.MAX_VALUE);
      case Load.Plan.Crowd(int perSecond, Duration _) ->
          new OpenLoop(loop, perSecond, load.connections());
    };
  }

  /** Starts sending; called once, when all connections are ready. */
  void begin();

  /** Takes a connection that may send. */
  void ready(LoadConnection connection);

  /** Forgets a connection that was closed. */
  void gone(LoadConnection connection);

  /** Sends nothing that falls due after the window; of what waits, that of the window is unsent. */
  void end(Tally window);

  /** Whether nothing more will ever be sent. */
  boolean ended();

  /** How many requests are due and wait for a connection. */
  int waiting();

  /** The next request follows the answer before. */
  final class ClosedLoop implements Pacing {
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private boolean running;
    private boolean ended;

    @Override
    public void begin() {
      running = true;
      for (var one = idle.poll(); one != null; one = idle.poll()) {
        one.send(System.nanoTime());
      }
    }

    @Override
    public void ready(LoadConnection connection) {
      if (running) {
        connection.send(System.nanoTime());
      } else if (!ended) {
        idle.add(connection);
      }
    }

    @Override
    public void gone(LoadConnection connection) {
      idle.remove(connection);
    }

    @Override
    public void end(Tally window) {
      running = false;
      ended = true;
    }

    @Override
    public boolean ended() {
      return ended;
    }

    @Override
    public int waiting() {
      return 0;
    }
  }

  /**
   * Requests fall due at a constant rate. One that finds no free connection waits, and its waiting
   * counts: a server that stalls is charged for every request that it held up, not only for those
   * that it saw.
   */
  final class OpenLoop implements Pacing {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final EventLoop loop;
    private final int perSecond;
    private final long most;
    private long began;
    private long arrived;
    private boolean ended;
    private int unsent;

    OpenLoop(EventLoop loop, int perSecond, long most) {
      if (perSecond < 1) {
        throw new IllegalArgumentException("per_second: " + perSecond + " (expected: at least 1)");
      }
      this.loop = loop;
      this.perSecond = perSecond;
      this.most = most;
    }

    @Override
    public void begin() {
      began = System.nanoTime();
      arrive();
    }

    private void arrive() {
      takeDue(System.nanoTime());
      if (!ended) {
        long wait = Math.max(0, due() - System.nanoTime());
        var _ = loop.schedule(this::arrive, wait, TimeUnit.NANOSECONDS);
      }
    }

    private void takeDue(long now) {
      while (!ended && due() - now <= 0) {
        take(due());
        arrived++;
        ended = arrived == most;
      }
    }

    private long due() {
      return began + arrived * SECOND / perSecond;
    }

    private void take(long due) {
      LoadConnection free = idle.poll();
      if (free == null) {
        waiting.add(due);
      } else {
        free.send(due);
      }
    }

    @Override
    public void ready(LoadConnection connection) {
      Long due = waiting.poll();
      if (due == null) {
        idle.add(connection);
      } else {
        connection.send(due);
      }
    }

    @Override
    public void gone(LoadConnection connection) {
      idle.remove(connection);
    }

    @Override
    public void end(Tally window) {
      takeDue(window.closed());
      ended = true;
      unsent = (int) waiting.stream().filter(window::includes).count();
      waiting.clear();
    }

    @Override
    public boolean ended() {
      return ended && waiting.isEmpty();
    }

    @Override
    public int waiting() {
      return unsent + waiting.size();
    }
  }
}
