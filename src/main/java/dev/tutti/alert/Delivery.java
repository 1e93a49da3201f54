package dev.tutti.alert;

import dev.tutti.wire.Webhook;
import java.util.concurrent.atomic.AtomicReference;

/** An alert on its way to one webhook. Thread-safe. */
public final class Delivery {
  private final Alert alert;
  private final Webhook to;
  private final AtomicReference<Progress> progress =
      new AtomicReference<>(new Progress(State.PENDING, 0, ""));

  /** State of a delivery. */
  public enum State {
    /** It waits, for its turn or for another try. */
    PENDING,
    /** The receiver has taken it. */
    DELIVERED,
    /** Every try has failed. */
    FAILED,
    /** It was dropped, because too many waited or the receiver wants no more. */
    DROPPED
  }

  /**
   * Snapshot of a delivery: its state and its tries.
   *
   * @param tries how often it was sent
   * @param last what the last try met with, such as {@code 503}; empty before it
   */
  public record Progress(State state, int tries, String last) {}

  Delivery(Alert alert, Webhook to) {
    this.alert = alert;
    this.to = to;
  }

  Alert alert() {
    return alert;
  }

  /** Webhook that it goes to. */
  public Webhook to() {
    return to;
  }

  /** Progress so far. */
  public Progress progress() {
    return progress.get();
  }

  void tried(State now, String met) {
    progress.updateAndGet(was -> new Progress(now, was.tries + 1, met));
  }

  void dropped(String why) {
    progress.updateAndGet(was -> new Progress(State.DROPPED, was.tries, why));
  }
}
