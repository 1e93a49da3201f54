package dev.tutti.task.run;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of tasks: platform threads for what computes, as they alone tell what a processor does
 * for them and share none with what waits for answers, virtual threads for all else, of which few
 * at once wait for their first moment of a processor. When many tasks begin together, as after a
 * start, those whose answers have come would otherwise wait behind all that begin, and a paid
 * answer would be long on its way to the disk. They are started by a thread of their own, because
 * threads that a virtual thread starts go before what comes from outside. Thread-safe.
 */
final class TaskThreads {
  private static final int MOST_NEW = 8;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Executor starter = oneThread();
  private final Semaphore places = new Semaphore(MOST_NEW);
  private final ThreadStart threads;

  /** Start of a thread with a name. */
  interface ThreadStart {
    /**
     * Starts it.
     *
     * @throws OutOfMemoryError or RejectedExecutionException where there can be no more of them
     */
    void start(String name, boolean computes, Runnable work);
  }

  TaskThreads() {
    this((name, computes, work) -> builder(computes).name(name).start(work));
  }

  TaskThreads(ThreadStart threads) {
    this.threads = threads;
  }

  private static Executor oneThread() {
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("tutti-tasks-begin").factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** Builder of threads. */
  static Thread.Builder builder(boolean computes) {
    return computes ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
  }

  /** Runs the work of a task on a thread of its own; where none can be had, the next ones wait. */
  void start(String task, boolean computes, Runnable work) {
    starter.execute(
        () -> {
          places.acquireUninterruptibly();
          try {
            threads.start(
                "tutti-task-" + task,
                computes,
                () -> {
                  places.release();
                  work.run();
                });
          } catch (OutOfMemoryError | RejectedExecutionException _) {
            places.release();
            work.run();
          }
        });
  }
}
