package dev.tutti.call;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** A loop that tells how many works were done beside it. */
public final class CountingLoop implements Loop {
  private final Loop actual;
  private final AtomicInteger beside = new AtomicInteger();

  public CountingLoop(Loop actual) {
    this.actual = actual;
  }

  /** Works that were begun beside it so far. */
  public int beside() {
    return beside.get();
  }

  @Override
  public boolean here() {
    return actual.here();
  }

  @Override
  public void run(Runnable task) {
    actual.run(task);
  }

  @Override
  public Runnable timer(Duration after, Runnable task) {
    return actual.timer(after, task);
  }

  @Override
  public <T> Future<T> offload(Callable<T> work) {
    beside.incrementAndGet();
    return actual.offload(work);
  }

  @Override
  public long nanos() {
    return actual.nanos();
  }
}
