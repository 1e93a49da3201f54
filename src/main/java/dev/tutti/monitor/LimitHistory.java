package dev.tutti.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Use of limits over some time.
 *
 * @param samples of all of it, those of which the largest shares were used first
 * @param points of its parts, the earliest first
 */
public record LimitHistory(List<LimitSample> samples, List<Point> points) {

  /** Keeps copies. */
  public LimitHistory {
    samples = List.copyOf(samples);
    points = List.copyOf(points);
  }

  /** Length of each of so many parts of a span; the last one may be shorter. */
  public static Duration step(Instant from, Instant to, int parts) {
    long length = Math.ceilDiv(Duration.between(from, to).toMillis(), (long) parts);
    return Duration.ofMillis(Math.max(1, length));
  }

  /**
   * Use of a limit in a part of the time.
   *
   * @param part its number, from 0
   * @param most the limit where it was lowest
   * @param used the most that was used of it
   * @param share the largest share that was used
   */
  public record Point(
      LimitKind kind, String subject, int part, long most, long used, double share) {}
}
