package dev.tutti.call;

import java.time.Duration;

/**
 * A part of a call that has a time of its own: it ends when the whole call does, and its attempts
 * and the headers of limits are the whole call's. For blocking code; closed by the thread that
 * opened it.
 */
public final class Part implements AutoCloseable {
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
