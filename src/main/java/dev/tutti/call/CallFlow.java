package dev.tutti.call;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Way of a call through its conversation: what was done for it, each step at its time, up to 200 of
 * them. It begins with the call's turn in a session, or, where it waits for none, with the first
 * that is done about what was said before; other calls have none. A call's parts have the same.
 * Confined to the call's loop.
 */
public final class CallFlow {
  private static final int MOST = 200;

  private List<FlowStep> steps = List.of();

  /** Begins with a step, or goes on with it. */
  public void begin(FlowStep step) {
    if (steps.isEmpty()) {
      steps = new ArrayList<>();
    }
    add(step);
  }

  /** Whether it has begun. */
  public boolean isOn() {
    return !steps.isEmpty();
  }

  /** Notes a step, where it has begun. */
  public void note(FlowStep step) {
    if (isOn()) {
      add(step);
    }
  }

  /** Notes a step that lasts from a reading of the loop's clock to another. */
  public void note(FlowStep.Kind kind, long from, long to, ObjectNode details) {
    note(FlowStep.of(kind, from, to, details));
  }

  private void add(FlowStep step) {
    if (steps.size() < MOST) {
      steps.add(step);
    }
  }

  /** The steps so far, in the order in which they ended. */
  public List<FlowStep> steps() {
    return steps;
  }
}
