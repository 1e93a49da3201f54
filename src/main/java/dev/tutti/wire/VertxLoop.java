package dev.tutti.wire;

import dev.tutti.call.Loop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;

/** An event loop of Vert.x. */
public final class VertxLoop implements Loop {
  /** Times from which on a tenth more does not matter. */
  private static final Duration LONG = Duration.ofMillis(500);

  private final Context context;
  private final Thread thread;
  private final TimerWheel wheel;

  /** The loop of a context; to be made on the context's own thread. */
  VertxLoop(Context context) {
    this.context = context;
    this.thread = Thread.currentThread();
    this.wheel =
        new TimerWheel(
            System::nanoTime,
            task -> precise(TimerWheel.TICK, task),
            task -> context.runOnContext(_ -> task.run()));
  }

  /** The context, for those who open servers on it. */
  public Context context() {
    return context;
  }

  @Override
  public boolean here() {
    return thread.equals(Thread.currentThread());
  }

  @Override
  public void run(Runnable task) {
    if (here()) {
      task.run();
    } else {
      context.runOnContext(_ -> task.run());
    }
  }

  /** Runs a task on the loop after what it does now, and after what else it has just read. */
  public void afterTurn(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  /** Nearly all are long, and unset before they are due: those may be 50 ms late. */
  @Override
  public Runnable timer(Duration after, Runnable task) {
    if (!here() || after.compareTo(LONG) < 0) {
      return precise(after, task);
    }
    var unset = wheel.set(after, task);
    return () -> run(unset);
  }

  private Runnable precise(Duration after, Runnable task) {
    var vertx = context.owner();
    long id = vertx.setTimer(Math.max(1, after.toMillis()), _ -> task.run());
    return () -> vertx.cancelTimer(id);
  }

  @Override
  public <T> Future<T> offload(Callable<T> work) {
    return context.executeBlocking(work, false);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }
}
