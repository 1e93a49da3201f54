package dev.tutti.store;

import dev.tutti.store.StoreException.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded line of works and the threads that do them, each with a session of its own. */
final class WorkerQueue {
  private static final Logger log = LoggerFactory.getLogger(WorkerQueue.class);

  /** Time that closing waits for a statement that was interrupted. */
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  /** Marks the threads that must not wait for works. */
  static final class StoreThread extends Thread {
    StoreThread(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }

  private final String name;
  private final PeriodicTask periodicTask;
  private final BlockingQueue<Job<?>> queue;
  private final List<Session> sessions;
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile boolean closing;
  private volatile boolean closed;

  /** Task that a thread of the queue does between works, at most every so often. */
  interface PeriodicTask {
    PeriodicTask NONE = () -> Long.MAX_VALUE;

    /** Does what is due and returns the nanoseconds until it is due again. */
    long beat();

    /** Takes note of how a work ended; null for well. */
    default void ended(@Nullable Throwable thrown) {}
  }

  private WorkerQueue(
      String name, int capacity, List<Session> sessions, PeriodicTask periodicTask) {
    this.name = name;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.sessions = sessions;
    this.periodicTask = periodicTask;
  }

  static WorkerQueue start(
      String name, int capacity, List<Session> sessions, PeriodicTask periodicTask) {
    var workerQueue = new WorkerQueue(name, capacity, sessions, periodicTask);
    for (var session : sessions) {
      var thread =
          new StoreThread(
              () -> workerQueue.drain(session), "tutti-store-" + name + workerQueue.threads.size());
      workerQueue.threads.add(thread);
    }
    workerQueue.threads.forEach(Thread::start);
    return workerQueue;
  }

  /** Something to be done with a connection. */
  @FunctionalInterface
  interface Task<T extends @Nullable Object> {
    T run(Session session) throws Exception;
  }

  <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
    return add(session -> session.run(work));
  }

  /** Adds something that is no transaction. */
  <T extends @Nullable Object> CompletableFuture<T> add(Task<T> task) {
    var job = new Job<>(task, new CompletableFuture<T>());
    if (closing) {
      job.refuse(closedNow());
    } else if (!queue.offer(job)) {
      failed.increment();
      job.refuse(
          new StoreException(
              Problem.QUEUE_FULL,
              "database: %d works wait for the %s (expected: fewer)"
                  .formatted(queue.size(), name)));
    } else if (closed && queue.remove(job)) {
      job.refuse(closedNow());
    }
    return job.result;
  }

  private void drain(Session session) {
    while (!(closing && queue.isEmpty())) {
      var job = next(periodicTask.beat());
      if (job != null) {
        job.perform(session, periodicTask);
        (job.result.isCompletedExceptionally() ? failed : done).increment();
      }
    }
    wake(); // the next thread, which ends and wakes the one after it
  }

  private @Nullable Job<?> next(long nanos) {
    try {
      return queue.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      return null; // by a work; only closing ends these threads
    }
  }

  /** Ends a wait for works with one that is done already; a full queue needs no waking. */
  private void wake() {
    if (!queue.offer(Job.NOTHING)) {
      log.debug("The {} is awake", name);
    }
  }

  int waiting() {
    return queue.size();
  }

  long done() {
    return done.sum();
  }

  long failed() {
    return failed.sum();
  }

  /** Refuses new works; the waiting ones are still done. */
  void stop() {
    closing = true;
    wake();
  }

  /** After {@link #stop}: waits until the deadline, fails what is left, closes the sessions. */
  void close(long deadline) {
    threads.forEach(thread -> join(thread, deadline - System.nanoTime()));
    if (threads.stream().anyMatch(Thread::isAlive)) {
      abandon();
    }
    closed = true;
    failWaiting();
    sessions.forEach(this::close);
  }

  private void abandon() {
    int left = failWaiting();
    log.warn("Closing the store gave up a running {} and {} waiting works", name, left);
    for (var session : sessions) {
      try {
        session.interrupt();
      } catch (SQLException e) {
        log.warn("The {} cannot be interrupted", name, e);
      }
    }
    threads.forEach(thread -> join(thread, LAST_WAIT.toNanos()));
  }

  private int failWaiting() {
    var left = new ArrayList<Job<?>>();
    queue.drainTo(left);
    left.removeIf(job -> job.result.isDone());
    left.forEach(job -> job.refuse(closedNow()));
    return left.size();
  }

  private static void join(Thread thread, long nanos) {
    try {
      if (nanos > 0) {
        thread.join(Duration.ofNanos(nanos));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void close(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      log.warn("A connection of the {} cannot be closed", name, e);
    }
  }

  private static StoreException closedNow() {
    return new StoreException(Problem.CLOSED, "database: the store is closed");
  }

  /** A work and the future of its result. */
  private record Job<T extends @Nullable Object>(Task<T> task, CompletableFuture<T> result) {

    static final Job<Boolean> NOTHING =
        new Job<>(_ -> true, CompletableFuture.completedFuture(true));

    /** Completes the result; a work whose caller no longer waits is left out. */
    void perform(Session session, PeriodicTask periodicTask) {
      if (result.isDone()) {
        return;
      }
      try {
        var value = task.run(session);
        periodicTask.ended(null);
        result.complete(value);
      } catch (Exception e) {
        var translated = SqliteErrors.translate(e);
        periodicTask.ended(translated);
        result.completeExceptionally(translated);
      } catch (Error e) {
        result.completeExceptionally(e);
        log.error("A work of the store broke", e);
      }
    }

    void refuse(StoreException why) {
      result.completeExceptionally(why);
    }
  }
}
