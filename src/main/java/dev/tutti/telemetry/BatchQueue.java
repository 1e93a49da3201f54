package dev.tutti.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue to a thread of its own, which hands on batches. It never holds up who adds: what finds no
 * room is dropped and counted. Thread-safe.
 */
public final class BatchQueue<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchQueue.class);

  private final ArrayBlockingQueue<T> waiting;
  private final Bounds bounds;
  private final Consumer<List<T>> sink;
  private final Thread thread;
  private final LongAdder dropped = new LongAdder();
  private final AtomicBoolean awake = new AtomicBoolean(true);
  private volatile boolean closing;

  /**
   * Bounds of a queue.
   *
   * @param capacity the most that may wait
   * @param batch the most that are handed on at once
   * @param delay how long the first one of a batch waits for others
   * @param drain how long closing may take
   */
  public record Bounds(int capacity, int batch, Duration delay, Duration drain) {}

  private BatchQueue(String name, Bounds bounds, Consumer<List<T>> sink) {
    this.waiting = new ArrayBlockingQueue<>(bounds.capacity);
    this.bounds = bounds;
    this.sink = sink;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /**
   * Starts one.
   *
   * @param name of its thread
   * @param sink what is done with a batch; it may block
   */
  public static <T> BatchQueue<T> start(String name, Bounds bounds, Consumer<List<T>> sink) {
    var queue = new BatchQueue<>(name, bounds, sink);
    queue.thread.start();
    return queue;
  }

  /** Adds one, or drops it: when there is no room, or the queue is closed. */
  public void add(T one) {
    if (closing || !waiting.offer(one)) {
      dropped.increment();
    } else if (awake.compareAndSet(false, true) || waiting.size() == bounds.batch) {
      LockSupport.unpark(thread);
    }
  }

  /** How many were dropped. */
  public long dropped() {
    return dropped.sum();
  }

  private void run() {
    while (!closing || !waiting.isEmpty()) {
      await();
      var batch = new ArrayList<T>();
      waiting.drainTo(batch, bounds.batch);
      if (!batch.isEmpty()) {
        hand(batch);
      }
    }
  }

  /** Waits for the first one, and then a little for others. */
  private void await() {
    if (waiting.isEmpty()) {
      awake.set(false);
      while (waiting.isEmpty() && !closing) {
        LockSupport.park(this);
      }
      awake.set(true);
    }
    long until = System.nanoTime() + bounds.delay.toNanos();
    long left = bounds.delay.toNanos();
    while (left > 0 && waiting.size() < bounds.batch && !closing) {
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
  }

  private void hand(List<T> batch) {
    try {
      sink.accept(batch);
    } catch (RuntimeException | LinkageError e) {
      dropped.add(batch.size());
      log.error("{}: a batch is lost", thread.getName(), e);
    }
  }

  /** Hands on what waits, for as long as it may take; what is left then is dropped and counted. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(bounds.drain)) {
        dropped.add(waiting.size());
        waiting.clear();
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
