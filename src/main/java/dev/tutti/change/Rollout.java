package dev.tutti.change;

import java.util.function.Function;

/** Rollout of an overlay: one change at a time, and in line with edits of the file. */
public interface Rollout {

  /**
   * Puts in force what is proposed for the configuration of this moment: reads and builds all that
   * follows from it, commits, and only then lets calls have it. Blocks until it is in force.
   *
   * @throws RuntimeException that any of these steps throws; then nothing has changed
   */
  void apply(Function<CurrentConfiguration, Proposal> propose);

  /**
   * An overlay that is not in force yet.
   *
   * @param commit keeps it for ever; nothing that comes after it may fail
   */
  record Proposal(Overlay overlay, Runnable commit) {}
}
