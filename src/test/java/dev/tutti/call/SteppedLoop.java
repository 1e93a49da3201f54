package dev.tutti.call;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;

/**
 * A loop that does one task at a time, whenever the test says so: with several of them a test
 * decides what happens before what. It has no timers, and no time passes.
 */
public final class SteppedLoop implements Loop {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean here;

  @Override
  public boolean here() {
    return here;
  }

  @Override
  public void run(Runnable task) {
    if (here) {
      task.run();
    } else {
      tasks.add(task);
    }
  }

  /** Does the next task; false when there is none. */
  public boolean step() {
    var next = tasks.poll();
    if (next == null) {
      return false;
    }
    on(next);
    return true;
  }

  /** Does something on this loop at once, as an event of the network would. */
  public void on(Runnable event) {
    here = true;
    try {
      event.run();
    } finally {
      here = false;
    }
  }

  @Override
  public Runnable timer(Duration after, Runnable task) {
    throw new UnsupportedOperationException("a stepped loop has no timers");
  }

  @Override
  public <T> Future<T> offload(Callable<T> work) {
    throw new UnsupportedOperationException("a stepped loop has no other threads");
  }

  @Override
  public long nanos() {
    return 0;
  }
}
