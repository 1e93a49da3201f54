package dev.tutti.application.decision.finance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Options of which only one can be taken, by their cash flows. The rate of return misleads where
 * sizes differ; what the larger option adds to the smaller one decides.
 *
 * @param options flows by the names of the options
 */
public record OptionComparison(Map<String, CashFlows> options) {
  private static final double NEAR = 1e-9;

  /**
   * What the larger of two options adds to the smaller one.
   *
   * @param from the smaller option
   * @param to the larger one
   */
  public record FlowIncrement(String from, String to, CashFlows flows) {}

  /** Name of the option with the highest net present value; none when two have it. */
  public @Nullable String byNpv() {
    return best(flows -> OptionalDouble.of(flows.npv()));
  }

  /** Name of the option with the highest internal rate of return; none when two have it. */
  public @Nullable String byIrr() {
    return best(CashFlows::irr);
  }

  /** FlowIncrement between the two options with the highest net present values. */
  public Optional<FlowIncrement> increment() {
    if (options.size() < 2) {
      return Optional.empty();
    }
    List<Map.Entry<String, CashFlows>> ranked = new ArrayList<>(options.entrySet());
    ranked.sort(Comparator.comparingDouble(each -> -each.getValue().npv()));
    List<Map.Entry<String, CashFlows>> two = new ArrayList<>(ranked.subList(0, 2));
    two.sort(Comparator.comparingDouble(each -> -each.getValue().flows().getFirst()));
    CashFlows larger = two.getLast().getValue();
    return Optional.of(
        new FlowIncrement(
            two.getFirst().getKey(),
            two.getLast().getKey(),
            larger.beyond(two.getFirst().getValue())));
  }

  private @Nullable String best(Function<CashFlows, OptionalDouble> figure) {
    String best = null;
    double highest = Double.NEGATIVE_INFINITY;
    boolean tied = false;
    for (Map.Entry<String, CashFlows> each : options.entrySet()) {
      OptionalDouble value = figure.apply(each.getValue());
      if (value.isEmpty()) {
        continue;
      }
      double difference = value.getAsDouble() - highest;
      double near = NEAR * Math.max(1, Math.abs(value.getAsDouble()));
      if (best == null || difference > near) {
        best = each.getKey();
        highest = value.getAsDouble();
        tied = false;
      } else if (difference >= -near) {
        tied = true;
      }
    }
    return tied ? null : best;
  }
}
