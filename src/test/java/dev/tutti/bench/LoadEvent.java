package dev.tutti.bench;

import java.util.List;

/** What a run tells while it runs. */
sealed interface LoadEvent {

  /** A point in time of the run; {@code OPEN} is told by a crowd alone. */
  enum Mark implements LoadEvent {
    READY,
    BEGIN,
    OPEN,
    END
  }

  /** The load was wrong and was not run. */
  record Refused(String message) implements LoadEvent {}

  /**
   * All that one run counted; the last event.
   *
   * @param seconds length of the window
   * @param sent requests in all, in the window or not
   * @param answers complete ones in the window
   * @param chunks of text in the window
   * @param failed requests with anything but a complete answer, in the window or not
   * @param lost sent but not answered at the end
   * @param unsent due but never sent, for want of a free connection
   * @param reconnects connections opened again
   * @param whole from due to the end of the answer
   * @param first from due to the first text of a stream; of other answers to the end
   * @param faults the first few of the failed
   */
  record Result(
      double seconds,
      long sent,
      long answers,
      long chunks,
      long failed,
      int lost,
      int unsent,
      long reconnects,
      Micros whole,
      Micros first,
      List<String> faults)
      implements LoadEvent {}

  /** Quantiles in microseconds; all 0 when nothing was measured. */
  record Micros(int count, double p50, double p90, double p99, double p999, double max) {}
}
