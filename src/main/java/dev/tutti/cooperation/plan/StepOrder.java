package dev.tutti.cooperation.plan;

import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Order of steps that need each other. */
final class StepOrder {
  private final Map<String, List<String>> needs;
  private final Set<String> sound = new HashSet<>();
  private final UnaryOperator<String> place;

  private StepOrder(Map<String, List<String>> needs, UnaryOperator<String> place) {
    this.needs = needs;
    this.place = place;
  }

  /**
   * Goes on only where no step needs itself by way of others.
   *
   * @param needs of every step
   * @param place where those of a step stand in the request
   * @throws Fault {@code invalid_request} that names a cycle
   */
  static void requireNoCycle(Map<String, List<String>> needs, UnaryOperator<String> place) {
    var order = new StepOrder(needs, place);
    needs.keySet().forEach(each -> order.follow(each, new LinkedHashSet<>()));
  }

  private void follow(String step, SequencedSet<String> way) {
    if (sound.contains(step)) {
      return;
    }
    if (!way.add(step)) {
      throw cycle(step, new ArrayList<>(way));
    }
    needs.getOrDefault(step, List.of()).forEach(each -> follow(each, way));
    way.remove(step);
    sound.add(step);
  }

  private Fault cycle(String step, List<String> way) {
    var round = new ArrayList<>(way.subList(way.indexOf(step), way.size()));
    round.add(step);
    return Fault.invalid(
        place.apply(round.get(round.size() - 2)),
        "a cycle: %s (expected: steps that need earlier ones)"
            .formatted(String.join(" needs ", round)));
  }
}
