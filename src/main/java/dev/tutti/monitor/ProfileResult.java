package dev.tutti.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Result of a profile.
 *
 * @param began when it began
 * @param length how long was looked
 * @param samples how many stacks of running threads were taken
 * @param methods where threads were, the hottest first
 * @param callers of Tutti's own methods, those on whose behalf threads were there
 * @param allocations by class, the largest first
 * @param pauses time in which a garbage collection let nothing run
 * @param file the recording, to be opened with JDK Mission Control
 */
public record ProfileResult(
    Instant began,
    Duration length,
    long samples,
    List<Share> methods,
    List<Share> callers,
    List<Share> allocations,
    Duration pauses,
    String file) {

  /**
   * Share of a whole.
   *
   * @param share 0 to 1
   */
  public record Share(String name, double share) {}
}
