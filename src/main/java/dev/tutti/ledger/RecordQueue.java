package dev.tutti.ledger;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records on their way to the database. Any number of threads offer, none of them ever blocks; one
 * thread takes.
 */
final class RecordQueue {
  private final ConcurrentLinkedQueue<LedgerRecord> records = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final Semaphore wakes = new Semaphore(0);
  private final int capacity;
  private final int enough;
  private volatile boolean open = true;

  /** A queue that wakes its taker when {@code enough} records wait. */
  RecordQueue(int capacity, int enough) {
    this.capacity = capacity;
    this.enough = enough;
  }

  /** Adds a record, or drops and counts it when the queue is full. */
  void offer(LedgerRecord record) {
    int now = size.incrementAndGet();
    if (now > capacity || !open) {
      size.decrementAndGet();
      dropped.increment();
      return;
    }
    records.add(record);
    if (now == enough) {
      wakes.release();
    }
  }

  /** Fills the batch up to its limit with what waits. */
  void take(List<LedgerRecord> batch, int limit) {
    while (batch.size() < limit) {
      var next = records.poll();
      if (next == null) {
        return;
      }
      size.decrementAndGet();
      batch.add(next);
    }
  }

  /** Waits until enough records wait, somebody wakes it, or the time is over. */
  void await(long nanos) throws InterruptedException {
    if (wakes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      wakes.drainPermits();
    }
  }

  /** Ends the wait. */
  void wake() {
    wakes.release();
  }

  int size() {
    return size.get();
  }

  /**
   * To be called by the taker, when it takes no more: drops and counts what waits, what the taker
   * could not write, and whatever is offered later.
   */
  void close(int unwritten) {
    open = false;
    dropped.add(unwritten);
    while (records.poll() != null) {
      size.decrementAndGet();
      dropped.increment();
    }
  }

  long dropped() {
    return dropped.sum();
  }
}
