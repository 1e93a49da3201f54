package dev.tutti.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;

/**
 * Places for lines that are answered at once. Who waits gets one in the order of arrival among the
 * lines of an owner, and owners have their turns one after the other, so that many batches of one
 * do not hold up those of others. Thread-safe.
 */
final class LinePlaces {
  private final SequencedMap<String, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();
  private int free;

  LinePlaces(int places) {
    this.free = places;
  }

  /** Takes a place, as soon as there is one. */
  void acquire(String owner) throws InterruptedException {
    var turn = new CountDownLatch(1);
    if (taken(owner, turn)) {
      return;
    }
    try {
      turn.await();
    } catch (InterruptedException e) {
      if (!isWithdrawn(owner, turn)) {
        release(); // its turn came at this moment
      }
      throw e;
    }
  }

  /** Takes a place or a place in the line. */
  private synchronized boolean taken(String owner, CountDownLatch turn) {
    if (free > 0) {
      free--;
      return true;
    }
    waiting.computeIfAbsent(owner, _ -> new ArrayDeque<>()).add(turn);
    return false;
  }

  private synchronized boolean isWithdrawn(String owner, CountDownLatch turn) {
    var line = waiting.get(owner);
    if (line == null || !line.remove(turn)) {
      return false;
    }
    if (line.isEmpty()) {
      waiting.remove(owner);
    }
    return true;
  }

  /** Gives a place back. */
  synchronized void release() {
    var first = waiting.pollFirstEntry();
    if (first == null) {
      free++;
      return;
    }
    var line = first.getValue();
    var next = line.remove();
    if (!line.isEmpty()) {
      waiting.putLast(first.getKey(), line);
    }
    next.countDown();
  }
}
