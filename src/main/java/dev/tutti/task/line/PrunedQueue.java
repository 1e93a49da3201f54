package dev.tutti.task.line;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Queue in an order, out of which nothing is taken but the first. What is wanted no more stays in
 * it until its turn, but never more of it than of all else: it is left out each time that the queue
 * has doubled, so that who adds and cancels for ever does not fill the memory. Not thread-safe.
 *
 * @param <T> immutable
 */
public final class PrunedQueue<T> {
  private static final int LEAST = 64;

  private final PriorityQueue<T> queue;
  private final Predicate<T> wanted;
  private int most = LEAST;

  /**
   * An empty queue.
   *
   * @param wanted whether what is in it still has to be
   */
  public PrunedQueue(Comparator<T> order, Predicate<T> wanted) {
    this.queue = new PriorityQueue<>(order);
    this.wanted = wanted;
  }

  /** Adds something. */
  public void add(T more) {
    queue.add(more);
    if (queue.size() > most) {
      queue.removeIf(wanted.negate());
      most = Math.max(LEAST, 2 * queue.size());
    }
  }

  /** The first that is wanted, which stays; null where there is none. */
  public @Nullable T peek() {
    var first = queue.peek();
    while (first != null && !wanted.test(first)) {
      queue.remove();
      first = queue.peek();
    }
    return first;
  }

  /** The first that is wanted, which is taken out; null where there is none. */
  public @Nullable T poll() {
    return peek() == null ? null : queue.poll();
  }

  /**
   * The same where there is one.
   *
   * @throws java.util.NoSuchElementException where there is none
   */
  public T remove() {
    var _ = peek();
    return queue.remove();
  }

  /** Whether nothing is in it that is wanted. */
  public boolean isEmpty() {
    return peek() == null;
  }

  /** All that are wanted, in no order. */
  public Stream<T> all() {
    return queue.stream().filter(wanted);
  }

  /** Number of all that it holds, wanted or not. */
  public int size() {
    return queue.size();
  }
}
