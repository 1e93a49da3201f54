package dev.tutti.call;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Account of the heap that bodies take, over the whole process: of callers' requests, of upstreams'
 * answers that are collected or wait for a slow caller, of long frames of streams, and of the trees
 * made of large ones. What is not large is read on a loop, one at a time. Whoever holds one has a
 * {@link Lease} for it, which grows as the body comes, so that however many come at once, and
 * however slowly, they never fill the heap. Thread-safe.
 *
 * <p>While a body is translated and sent on there are up to five copies of it, so that a sixth of
 * the heap is given out. A quarter of that is kept for small bodies: large ones cannot shut
 * ordinary calls out.
 */
public final class BodyMemory {
  private static final int SHARE_OF_HEAP = 6;
  private static final long SMALL = 64 << 10;
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /** An account that never runs out, for calls that nobody sends a body for. */
  static final BodyMemory UNBOUNDED = new BodyMemory(Long.MAX_VALUE);

  private final long most;
  private final long mostForLarge;
  private final AtomicLong held = new AtomicLong();

  private BodyMemory(long most) {
    this.most = most;
    this.mostForLarge = most - most / 4;
  }

  /** An account of so many bytes, more than 0. */
  public static BodyMemory of(long bytes) {
    return new BodyMemory(bytes);
  }

  /** Share of a heap of so many bytes that an account may give out. */
  public static long shareOf(long heap) {
    return heap / SHARE_OF_HEAP;
  }

  /** A lease of nothing yet. */
  public Lease lease() {
    return new Lease();
  }

  /** Bytes that are held. */
  public long held() {
    return held.get();
  }

  private void take(long bytes, boolean small) {
    long now = held.addAndGet(bytes);
    if (now > (small ? most : mostForLarge)) {
      held.addAndGet(-bytes);
      throw Fault.of(
              FaultCode.OVERLOADED,
              "the memory for bodies is taken: %d of %d bytes (expected: fewer large bodies at once)"
                  .formatted(now - bytes, most))
          .after(A_MOMENT);
    }
  }

  /**
   * Share of one body in the memory, held until it is closed. Thread-safe; a closed lease takes
   * nothing more.
   */
  public final class Lease implements AutoCloseable {
    /** So little that nothing that is added makes it look open. */
    private static final long CLOSED = Long.MIN_VALUE / 2;

    private final AtomicLong mine = new AtomicLong();

    private Lease() {}

    /**
     * Takes more.
     *
     * @throws Fault {@code overloaded} while others hold too much, {@code request_too_large} when
     *     it would never fit; then it holds what it held before
     */
    public void take(long bytes) {
      long after = Math.max(0, mine.get()) + bytes;
      if (after > mostForLarge) {
        throw Fault.of(
            FaultCode.REQUEST_TOO_LARGE,
            "body: takes %d bytes of memory (expected: at most %d, or a larger heap)"
                .formatted(after, mostForLarge));
      }
      BodyMemory.this.take(bytes, after <= SMALL);
      note(bytes);
    }

    /** Part of so many bytes that it does not hold, 0 or more. */
    public long lacking(long bytes) {
      return Math.max(0, bytes - Math.max(0, mine.get()));
    }

    /** Takes more whether or not there is any: what is complete is not thrown away. */
    public void add(long bytes) {
      held.addAndGet(bytes);
      note(bytes);
    }

    private void note(long bytes) {
      if (mine.getAndAdd(bytes) < 0) {
        held.addAndGet(-bytes);
      }
    }

    /** Gives everything back. Any number of times. */
    @Override
    public void close() {
      long all = mine.getAndSet(CLOSED);
      if (all >= 0) {
        held.addAndGet(-all);
      }
    }
  }
}
