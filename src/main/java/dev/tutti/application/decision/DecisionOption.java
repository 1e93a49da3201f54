package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.finance.FlowModel;
import dev.tutti.application.decision.simulation.ChanceOutcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Option of a decision.
 *
 * @param flows cash flows as formulas over the request's inputs
 * @param uncertain whether a flow depends on an input
 * @param rateOrigin where the discount rate of the flows comes from
 * @param values by the names of criteria
 * @param level of risk from 1 to 5
 * @param months until it shows results
 * @param stated figures that the input promises: npv, irr, roi, payback
 */
record DecisionOption(
    String name,
    @Nullable FlowModel flows,
    boolean uncertain,
    FigureOrigin origin,
    FigureOrigin rateOrigin,
    Map<String, SourcedValue> values,
    List<ChanceOutcome> outcomes,
    List<DecisionRisk> risks,
    @Nullable Double level,
    @Nullable Double months,
    Map<String, Double> stated) {

  /** Value with its origin. */
  record SourcedValue(double value, FigureOrigin origin) {}

  /** Flows over inputs; only where there are flows. */
  CashFlows at(double[] inputs) {
    return Objects.requireNonNull(flows).at(inputs);
  }
}
