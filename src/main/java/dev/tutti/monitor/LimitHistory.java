package dev.tutti.monitor;

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
