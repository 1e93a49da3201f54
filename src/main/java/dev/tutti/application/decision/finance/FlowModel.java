package dev.tutti.application.decision.finance;

import java.util.ArrayList;
import java.util.List;

/**
 * Cash flows as formulas over inputs: the first now, the others at the ends of the years that
 * follow, at a discount rate. Immutable.
 */
public record FlowModel(List<FlowExpression> flows, double rate) {

  public FlowModel {
    flows = List.copyOf(flows);
  }

  /** Flows that are numbers. */
  public CashFlows at(double[] inputs) {
    List<Double> values = new ArrayList<>();
    for (FlowExpression flow : flows) {
      values.add(flow.value(inputs) + 0.0);
    }
    return new CashFlows(values, rate);
  }

  /** Factors that turn flows into present values, year by year. */
  public double[] factors() {
    double[] factors = new double[flows.size()];
    for (int year = 0; year < factors.length; year++) {
      factors[year] = 1 / StrictMath.pow(1 + rate, year);
    }
    return factors;
  }

  /** Net present value over inputs, with the {@link #factors()}. */
  public double npv(double[] inputs, double[] factors) {
    double sum = 0;
    for (int year = 0; year < factors.length; year++) {
      sum += flows.get(year).value(inputs) * factors[year];
    }
    return sum;
  }
}
