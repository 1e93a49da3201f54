package dev.tutti.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Clock for steps that follow one another. Not thread-safe. */
public final class FlowClock {
  private final LongSupplier nanos;
  private final List<FlowStep> steps = new ArrayList<>();
  private long since;

  /**
   * Begins now.
   *
   * @param nanos the clock of loops
   */
  public FlowClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  /** Ends a step that began with the end of the one before. */
  public void end(FlowStep.Kind kind, ObjectNode details) {
    long now = nanos.getAsLong();
    steps.add(FlowStep.of(kind, since, now, details));
    since = now;
  }

  /** The steps that have ended. */
  public List<FlowStep> steps() {
    return List.copyOf(steps);
  }
}
