package dev.tutti.resilience.concurrency;

/**
 * The latencies of a short while beside the usual ones, for streams and whole answers apart. Only
 * calls that began inside the window count: those from before it say nothing about the present
 * limit. Not thread-safe; times are nanoseconds of one ticker.
 */
final class LatencyWindow {
  private static final int LEAST = 10;

  private final Track streams = new Track();
  private final Track wholes = new Track();
  private long since;
  private int busiest;

  /** Kind of latency. */
  enum Kind {
    /** The time to the first content of a stream. */
    STREAM,
    /** The time to an answer in one piece. */
    WHOLE
  }

  /** Forgets what was measured, not what is usual. */
  void begin(long now) {
    since = now;
    busiest = 0;
    streams.clear();
    wholes.clear();
  }

  void add(Kind kind, long took, long began, int inFlight) {
    if (began - since >= 0) {
      (kind == Kind.STREAM ? streams : wholes).add(took);
      busiest = Math.max(busiest, inFlight);
    }
  }

  /** Whether it is as long as that and has enough in it. */
  boolean isFull(double length, long now) {
    return now - since >= length && streams.count + wholes.count >= LEAST;
  }

  /** The most calls that were in flight. */
  int busiest() {
    return busiest;
  }

  /** The average of what was measured. */
  double mean() {
    return (streams.sum + wholes.sum) / (streams.count + wholes.count);
  }

  /**
   * Makes what was measured a part of what is usual, and says how the usual compares to it: below 1
   * when it is slower than usual.
   *
   * @param room whether so few calls were in flight that this is how fast the upstream is
   */
  double learn(boolean room) {
    return (streams.learn(room) + wholes.learn(room)) / (streams.count + wholes.count);
  }

  /** Makes what was measured the usual. */
  void calibrate() {
    streams.calibrate();
    wholes.calibrate();
  }

  /** One kind of answers. */
  private static final class Track {
    private static final double SLOWLY = 0.001;
    private static final double QUICKLY = 0.2;
    private static final double SHED = 0.9;

    private double usual;
    private double sum;
    private int count;

    void clear() {
      sum = 0;
      count = 0;
    }

    void add(long took) {
      sum += Math.max(1, took);
      count++;
    }

    /** The ratio of the usual to the present, as often as there are calls. */
    double learn(boolean room) {
      if (count == 0) {
        return 0;
      }
      double present = sum / count;
      usual = usual == 0 ? present : usual + (room ? QUICKLY : SLOWLY) * (present - usual);
      double ratio = usual / present;
      usual = ratio > 2 ? usual * SHED : usual;
      return ratio * count;
    }

    void calibrate() {
      usual = count == 0 ? usual : sum / count;
    }
  }
}
