package dev.tutti.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A part of a call that has a time of its own: it ends when the whole call does, and its attempts
 * and the headers of limits are the whole call's. For blocking code; closed by the thread that
 * opened it.
 */
public final class Part implements AutoCloseable {
  /** The time that a loop may take to answer: far more than any step on it. */
  private static final long LONGEST_SECONDS = 10;

  private final Call whole;
  private final Call call;
  private Runnable forget = () -> {};

  private Part(Call whole, Call call) {
    this.whole = whole;
    this.call = call;
  }

  /** Begins a part that has this time, or what is left of the whole if that is less. */
  public static Part of(Call whole, Duration most) {
    var left = whole.remaining();
    var time = most.compareTo(left) < 0 ? most : left;
    var part = new Part(whole, whole.part(time));
    whole.loop().run(part::follow);
    return part;
  }

  private void follow() {
    whole.progress().open();
    forget = whole.onCancel(() -> call.cancel(whole.reason()));
  }

  /** The part as a call. */
  public Call call() {
    return call;
  }

  /** The attempts, as the call's loop sees them once it has done what it had to do. Blocks. */
  public List<Attempt> attempts() {
    var seen = new CompletableFuture<List<Attempt>>();
    call.loop().run(() -> seen.complete(List.copyOf(call.ownAttempts())));
    return seen.completeOnTimeout(List.of(), LONGEST_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    whole
        .loop()
        .run(
            () -> {
              forget.run();
              whole.absorb(call);
            });
  }
}
