package dev.tutti.call;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;

/** A loop on the test's own thread whose time passes only when the test says so. */
public final class TestingLoop implements Loop {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::order));
  private long now;
  private long order;
  private boolean away;
  private long tick;

  /** From now on the clock goes on between two looks at it, as real ones do. */
  public TestingLoop ticking() {
    tick = 1;
    return this;
  }

  @Override
  public boolean here() {
    return !away;
  }

  @Override
  public void run(Runnable task) {
    if (away) {
      tasks.add(task);
    } else {
      task.run();
    }
  }

  /** Does something as another thread would: what it hands to the loop runs after it. */
  public void elsewhere(Runnable task) {
    away = true;
    task.run();
    away = false;
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Override
  public Runnable timer(Duration after, Runnable task) {
    var timer = new Timer(now + after.toNanos(), order++, task);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public <T> Future<T> offload(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public long nanos() {
    now += tick;
    return now;
  }

  /** Lets time pass; timers that are due run in their order. */
  public void advance(Duration time) {
    long until = now + time.toNanos();
    while (!timers.isEmpty() && timers.element().due <= until) {
      var timer = timers.remove();
      now = Math.max(now, timer.due);
      timer.task.run();
    }
    now = until;
  }

  /** How many timers are set. */
  public int timers() {
    return timers.size();
  }

  private record Timer(long due, long order, Runnable task) {}
}
