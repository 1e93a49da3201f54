package dev.tutti.ledger;

import dev.tutti.call.Call;
import dev.tutti.call.Decision;
import dev.tutti.call.FlowStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Way of a call: its choices of deployments, and where it has a turn in a conversation, what was
 * done around them.
 *
 * @param choices in order
 * @param steps around them, in order; none outside of conversations
 * @param began reading of the loop's clock when the call began
 * @param times readings when each choice was made; none where there are no steps
 * @param route how its model was chosen; null where its caller has named it
 * @param vote that its answer is the result of; null for none
 */
record CallWay(
    List<Decision.Step> choices,
    List<FlowStep> steps,
    long began,
    List<Long> times,
    @Nullable ObjectNode route,
    @Nullable ObjectNode vote) {

  /** Whether it is more than choices of deployments. */
  boolean hasMore() {
    return !steps.isEmpty() || route != null || vote != null;
  }

  /**
   * The way of a call that has ended.
   *
   * @param end its last step, asked for only where there are others
   */
  static CallWay of(Call call, Supplier<FlowStep> end) {
    var choices = List.copyOf(call.decision().steps());
    var route = call.tail().routing().decision().orElse(null);
    var vote = call.tail().routing().vote().orElse(null);
    if (!call.tail().flow().isOn()) {
      return new CallWay(choices, List.of(), call.began(), List.of(), route, vote);
    }
    var steps = new ArrayList<>(call.tail().flow().steps());
    var settled = end.get();
    steps.add(settled);
    return new CallWay(
        choices, List.copyOf(steps), call.began(), times(call, choices, settled.at()), route, vote);
  }

  /**
   * A choice is made when the attempt that follows it begins; one that found nobody, at the end.
   */
  private static List<Long> times(Call call, List<Decision.Step> choices, long end) {
    var attempts = call.attempts().iterator();
    var times = new ArrayList<Long>(choices.size());
    for (var choice : choices) {
      boolean asked = choice.chosen() != null && attempts.hasNext();
      times.add(asked ? attempts.next().began() : end);
    }
    return List.copyOf(times);
  }
}
