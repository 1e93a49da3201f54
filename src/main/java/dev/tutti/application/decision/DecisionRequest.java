package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.FlowModel;
import dev.tutti.application.decision.plan.PlanPhase;
import dev.tutti.application.decision.simulation.InputCorrelation;
import dev.tutti.application.decision.simulation.RangeDistribution;
import dev.tutti.application.decision.simulation.Sensitivity;
import dev.tutti.application.decision.simulation.UncertainInput;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Request for figures.
 *
 * @param inputs uncertain ones of all formulas
 * @param simulated model of cash flows that stands for itself
 * @param sensitivity analysis that stands for itself
 * @param deadline in days, for the plan
 * @param budget for the outlay of an option
 * @param unknown members that were not understood
 * @param charts how charts are labelled; null where none are wanted
 */
record DecisionRequest(
    List<DecisionOption> options,
    List<AskedCriterion> criteria,
    List<UncertainInput> inputs,
    Drawing drawing,
    @Nullable FlowModel simulated,
    @Nullable Sensitivity sensitivity,
    List<DecisionRisk> risks,
    List<PlanPhase> plan,
    @Nullable Double deadline,
    @Nullable Double budget,
    String text,
    boolean exclusive,
    double confidence,
    List<String> unknown,
    @Nullable ChartLabels charts) {

  /**
   * How inputs are drawn.
   *
   * @param correlations of inputs by their places
   */
  record Drawing(
      RangeDistribution distribution, int draws, long seed, List<InputCorrelation> correlations) {}

  /**
   * Words on charts.
   *
   * @param unit of amounts; may be empty
   */
  record ChartLabels(String unit, boolean chinese) {}

  double[] values(ToDoubleFunction<UncertainInput> end) {
    return inputs.stream().mapToDouble(end).toArray();
  }

  /** Options with cash flows. */
  List<DecisionOption> priced() {
    return options.stream().filter(option -> option.flows() != null).toList();
  }
}
