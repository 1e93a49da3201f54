package dev.tutti.alert;

import java.util.concurrent.atomic.AtomicReference;

/** A message on its way to one webhook. Thread-safe. */
public final class Delivery {
  private final AlertMessage message;
  private final String receiver;
  private final String origin;
  private final AtomicReference<Progress> progress;

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
  public record Progress(State state, int tries, String last) {
    static final Progress NONE = new Progress(State.PENDING, 0, "");
  }

  /**
   * Delivery that has come so far.
   *
   * @param receiver id of the webhook
   * @param origin of the webhook, for people
   */
  Delivery(AlertMessage message, String receiver, String origin, Progress progress) {
    this.message = message;
    this.receiver = receiver;
    this.origin = origin;
    this.progress = new AtomicReference<>(progress);
  }

  AlertMessage message() {
    return message;
  }

  /** Id of the webhook that it goes to. */
  String receiver() {
    return receiver;
  }

  /** Scheme, host and port of the webhook: the rest of its address may be a secret. */
  public String origin() {
    return origin;
  }

  /** Progress so far. */
  public Progress progress() {
    return progress.get();
  }

  boolean isPending() {
    return progress().state == State.PENDING;
  }

  void tried(State now, String met) {
    progress.updateAndGet(was -> new Progress(now, was.tries + 1, met));
  }

  void dropped(String why) {
    progress.updateAndGet(was -> new Progress(State.DROPPED, was.tries, why));
  }
}
