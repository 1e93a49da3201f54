package dev.tutti.skill.test;

import dev.tutti.call.Loop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loop that needs no server: one thread, which ends with it. */
public final class ThreadLoop implements Loop, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;
  private volatile @Nullable Thread thread;

  public ThreadLoop() {
    executor = new ScheduledThreadPoolExecutor(1, this::thread);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread thread(Runnable task) {
    var made = Thread.ofPlatform().daemon().name("skill tests").unstarted(task);
    thread = made;
    return made;
  }

  @Override
  public boolean here() {
    return Thread.currentThread().equals(thread);
  }

  @Override
  public void run(Runnable task) {
    if (here()) {
      task.run();
    } else {
      try {
        executor.execute(task);
      } catch (RejectedExecutionException _) {
        // The tests are over: nobody waits for it.
      }
    }
  }

  @Override
  public Runnable timer(Duration after, Runnable task) {
    try {
      var timer = executor.schedule(task, Math.max(0, after.toNanos()), TimeUnit.NANOSECONDS);
      return () -> timer.cancel(false);
    } catch (RejectedExecutionException _) {
      return () -> {};
    }
  }

  @Override
  public <T> Future<T> offload(Callable<T> work) {
    Promise<T> done = Promise.promise();
    Thread.startVirtualThread(() -> complete(done, work));
    return done.future();
  }

  private <T> void complete(Promise<T> done, Callable<T> work) {
    try {
      T result = work.call();
      run(() -> done.complete(result));
    } catch (Exception e) {
      run(() -> done.fail(e));
    }
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
