package dev.tutti.wire;

import dev.tutti.call.Loop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;

/** An event loop of Vert.x. */
public final class VertxLoop implements Loop {
  private final Context context;
  private final Thread thread;

  /** The loop of a context; to be made on the context's own thread. */
  VertxLoop(Context context) {
    this.context = context;
    this.thread = Thread.currentThread();
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

  @Override
  public Runnable timer(Duration after, Runnable task) {
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
