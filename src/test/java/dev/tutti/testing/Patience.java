package dev.tutti.testing;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** How tests wait: for an event, and never for ever. */
public final class Patience {
  /** After this long a test gives up: far more than a loaded machine needs. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  /** The value of a future. */
  public static <T> T await(CompletableFuture<T> future, String what) throws InterruptedException {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new AssertionError("waited " + LIMIT + " in vain for " + what);
    } catch (ExecutionException e) {
      throw new AssertionError(what + " failed", e.getCause());
    }
  }

  /** The next element of a queue. */
  public static <T> T take(BlockingQueue<T> queue, String what) throws InterruptedException {
    var taken = queue.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (taken == null) {
      throw new AssertionError("waited " + LIMIT + " in vain for " + what);
    }
    return taken;
  }

  /** Takes elements until none has come for a while; how many that were, at least one. */
  public static int takeUntilLull(BlockingQueue<?> queue, Duration lull)
      throws InterruptedException {
    take(queue, "the first element");
    int taken = 1;
    while (queue.poll(lull.toMillis(), TimeUnit.MILLISECONDS) != null) {
      taken++;
    }
    return taken;
  }

  /** Asks again and again until the answer is yes; the question should take a moment itself. */
  public static void until(BooleanSupplier question, String what) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!question.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + LIMIT + " in vain until " + what);
      }
      Thread.onSpinWait();
    }
  }
}
