package dev.tutti.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run counted. Answers and chunks count while the window is open; the latency of a request
 * counts when it was due in the window, however late its answer came.
 */
final class Tally {
  private static final int FAULTS_TOLD = 5;

  private final Samples whole = new Samples();
  private final Samples first = new Samples();
  private final List<String> faults = new ArrayList<>();
  private long sent;
  private long answers;
  private long chunks;
  private long failed;
  private long reconnects;
  private boolean counting;
  private boolean over;
  private long opened;
  private long closed;

  /** Opens the window; times are {@link System#nanoTime}'s. */
  void open(long now) {
    opened = now;
    counting = true;
  }

  void close(long now) {
    closed = now;
    counting = false;
    over = true;
  }

  void sent() {
    sent++;
  }

  void chunks(int more) {
    if (counting) {
      chunks += more;
    }
  }

  /**
   * A complete answer to the request that was due at {@code due} and showed its first byte of text
   * at {@code begun}.
   */
  void answered(long due, long begun, long now) {
    if (counting) {
      answers++;
    }
    if (includes(due)) {
      whole.add(now - due);
      first.add(begun - due);
    }
  }

  /** Anything but a complete answer, in the window or not. */
  void failed(String why) {
    failed++;
    if (faults.size() < FAULTS_TOLD) {
      faults.add(why);
    }
  }

  void reconnected() {
    reconnects++;
  }

  /** Reading of {@link System#nanoTime} at which the window was closed. */
  long closed() {
    return closed;
  }

  /** Whether a time is in the window. */
  boolean includes(long time) {
    return (counting || over) && time - opened >= 0 && (counting || time - closed < 0);
  }

  /** All of it; {@code lost} and {@code unsent} as {@link LoadEvent.Result} says. */
  LoadEvent.Result result(int lost, int unsent) {
    return new LoadEvent.Result(
        (closed - opened) / 1e9,
        sent,
        answers,
        chunks,
        failed,
        lost,
        unsent,
        reconnects,
        whole.micros(),
        first.micros(),
        List.copyOf(faults));
  }
}
