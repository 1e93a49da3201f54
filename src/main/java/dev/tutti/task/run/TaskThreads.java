package dev.tutti.task.run;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** What lasts and could have no thread. */
  private final Queue<Beginning> waiting = new ConcurrentLinkedQueue<>();

  private volatile boolean closing;

  private record Beginning(String task, boolean computes, boolean lasts, Runnable work) {}

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

  /**
   * Runs the work of a task on a thread of its own. Where none can be had, it is done on the one
   * that starts threads, so that the next ones wait; what lasts waits itself.
   */
  void start(String task, boolean computes, boolean lasts, Runnable work) {
    starter.execute(() -> begin(new Beginning(task, computes, lasts, work)));
  }

  private void begin(Beginning next) {
    places.acquireUninterruptibly();
    try {
      threads.start(
          "tutti-task-" + next.task,
          next.computes,
          () -> {
            places.release();
            next.work.run();
          });
    } catch (OutOfMemoryError | RejectedExecutionException _) {
      places.release();
      withoutThread(next);
    }
  }

  private void withoutThread(Beginning next) {
    if (!next.lasts) {
      next.work.run();
      return;
    }
    waiting.add(next);
    if (closing) {
      runWaiting();
    }
  }

  /** Tries again what could have no thread; to be called from time to time. Never blocks. */
  void tick() {
    for (int i = waiting.size(); i > 0; i--) {
      var next = waiting.poll();
      if (next != null) {
        tryAgain(next);
      }
    }
  }

  private void tryAgain(Beginning next) {
    try {
      starter.execute(() -> begin(next));
    } catch (OutOfMemoryError _) { // there is no thread that would start it, either
      waiting.add(next);
    }
  }

  /** Runs here what could have no thread: works that know that there is no time left for them. */
  void close() {
    closing = true;
    runWaiting();
  }

  private void runWaiting() {
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      next.work.run();
    }
  }
}
