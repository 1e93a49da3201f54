package dev.tutti.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Budget of characters of documents that are worked on at once. A character of a document takes
 * about twenty bytes of heap while quotes are looked for in it, so that a 64th of the heap, in
 * characters, is given out. Who needs more than there is gets all of it alone. Thread-safe.
 */
public final class CharacterBudget {
  private static final int SHARE_OF_HEAP = 64;
  private static final int LEAST = 4_096;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final Semaphore characters;

  /** Budget of so many characters. */
  public CharacterBudget(int most) {
    this.most = most;
    this.characters = new Semaphore(most, true);
  }

  /** Budget that suits a heap of so many bytes. */
  public static CharacterBudget ofHeap(long bytes) {
    return new CharacterBudget(Math.clamp(bytes / SHARE_OF_HEAP, 1 << 20, 1 << 28));
  }

  /** Characters of all documents at once. */
  int most() {
    return most;
  }

  /** Characters that a document of some length counts. */
  static int counted(int length) {
    return Math.max(LEAST, length);
  }

  /** Share of the budget; closing it again does nothing. Thread-safe. */
  public final class Lease implements AutoCloseable {
    private final AtomicInteger held;

    private Lease(int held) {
      this.held = new AtomicInteger(held);
    }

    /** Share of this share for a document; no more than is left. */
    Lease part(int length) {
      int left = held.getAndUpdate(had -> had - Math.min(had, counted(length)));
      return new Lease(Math.min(left, counted(length)));
    }

    @Override
    public void close() {
      characters.release(held.getAndSet(0));
    }
  }

  /**
   * Share for a document; waits until there is room.
   *
   * @throws Fault {@code overloaded} when there is none within the time
   */
  public Lease take(int length, Duration longest) {
    return taken(length, Math.min(most, counted(length)), longest);
  }

  /**
   * The whole budget; waits until nobody else has any of it.
   *
   * @throws Fault {@code overloaded} when others have some for longer
   */
  Lease takeAll(Duration longest) {
    return taken(most, most, longest);
  }

  /** Share for a document where there is room now and nobody waits for it; none otherwise. */
  Optional<Lease> takeNow(int length) {
    int wanted = Math.min(most, counted(length));
    try {
      return characters.tryAcquire(wanted, 0, TimeUnit.MILLISECONDS) // the fair one
          ? Optional.of(new Lease(wanted))
          : Optional.empty();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private Lease taken(int length, int wanted, Duration longest) {
    try {
      if (characters.tryAcquire(wanted, longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Lease(wanted);
      }
    } catch (InterruptedException _) {
      throw interrupted();
    }
    throw Fault.of(
            FaultCode.OVERLOADED,
            "documents: no room for %d characters within %d s (expected: fewer large ones at once)"
                .formatted(length, longest.toSeconds()))
        .after(RETRY);
  }

  private static Fault interrupted() {
    Thread.currentThread().interrupt();
    return Fault.of(FaultCode.CANCELLED, "documents: interrupted");
  }
}
