package dev.tutti.application.decision.finance;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Cash flows of one option: the first now and undiscounted, the others at the ends of the years
 * that follow.
 *
 * <p>{@code rate} is the discount rate of a year as a fraction. Immutable.
 */
public record CashFlows(List<Double> flows, double rate) {
  /** Most flows that are taken: ten years of months. */
  public static final int LIMIT = 120;

  /** Flows and a rate that can be computed with. */
  public CashFlows {
    flows = List.copyOf(flows);
    if (flows.isEmpty() || flows.size() > LIMIT) {
      throw new IllegalArgumentException(
          "cash_flows: %d values (expected: 1 to %d)".formatted(flows.size(), LIMIT));
    }
    for (int year = 0; year < flows.size(); year++) {
      if (!Double.isFinite(flows.get(year))) {
        throw new IllegalArgumentException(
            "cash_flows[%d]: %s (expected: a finite number)".formatted(year, flows.get(year)));
      }
    }
    if (!(rate > -1) || !Double.isFinite(rate)) {
      throw new IllegalArgumentException(
          "discount_rate: %s (expected: a fraction above -1)".formatted(rate));
    }
  }

  /** Net present value at the discount rate. */
  public double npv() {
    return sum(discounted());
  }

  /** Sum of all flows, undiscounted. */
  public double net() {
    return sum(flows);
  }

  /** Number of changes of sign from one flow to the next; flows of zero do not count. */
  public int signChanges() {
    int changes = 0;
    double before = 0;
    for (double flow : flows) {
      if (flow != 0) {
        changes += before * Math.signum(flow) < 0 ? 1 : 0;
        before = Math.signum(flow);
      }
    }
    return changes;
  }

  /** Internal rate of return; empty unless the flows change their sign exactly once. */
  public OptionalDouble irr() {
    return signChanges() == 1 ? OptionalDouble.of(roots().getFirst()) : OptionalDouble.empty();
  }

  /**
   * Rates above -100 % at which the net present value is zero, ascending; empty below two changes
   * of sign.
   */
  public List<Double> irrRoots() {
    return signChanges() > 1 ? roots() : List.of();
  }

  /**
   * Modified rate of return, financed and reinvested at the discount rate; empty without outlay or
   * income.
   */
  public OptionalDouble mirr() {
    int years = flows.size() - 1;
    double outlay = 0;
    double income = 0;
    for (double flow : discounted()) {
      outlay -= Math.min(flow, 0);
      income += Math.max(flow, 0);
    }
    return outlay == 0 || income == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.pow(income / outlay, 1.0 / years) * (1 + rate) - 1);
  }

  /**
   * Years until the running sum reaches zero, linear inside a year; empty when never, or without an
   * outlay now.
   */
  public OptionalDouble payback() {
    return payback(flows);
  }

  /** Payback of the discounted flows. */
  public OptionalDouble discountedPayback() {
    return payback(discounted());
  }

  /** Return on investment: {@link #net()} by the outlay now; empty without one. */
  public OptionalDouble roi() {
    return flows.getFirst() < 0
        ? OptionalDouble.of(positiveZero(net() / -flows.getFirst()))
        : OptionalDouble.empty();
  }

  /**
   * Flows that are added when this option is taken in place of the other, at this option's rate.
   */
  public CashFlows beyond(CashFlows other) {
    List<Double> differences = new ArrayList<>();
    for (int year = 0; year < Math.max(flows.size(), other.flows.size()); year++) {
      differences.add(flow(flows, year) - flow(other.flows, year));
    }
    return new CashFlows(differences, rate);
  }

  private static double flow(List<Double> flows, int year) {
    return year < flows.size() ? flows.get(year) : 0;
  }

  private List<Double> discounted() {
    List<Double> present = new ArrayList<>();
    for (int year = 0; year < flows.size(); year++) {
      present.add(flows.get(year) / Math.pow(1 + rate, year));
    }
    return present;
  }

  private static OptionalDouble payback(List<Double> flows) {
    double running = flows.getFirst();
    if (running >= 0) {
      return OptionalDouble.empty();
    }
    for (int year = 1; year < flows.size(); year++) {
      double flow = flows.get(year);
      if (running + flow >= 0) {
        return OptionalDouble.of(year - 1 - running / flow);
      }
      running += flow;
    }
    return OptionalDouble.empty();
  }

  private List<Double> roots() {
    double[] coefficients = flows.stream().mapToDouble(Double::doubleValue).toArray();
    return PositiveRoots.of(coefficients).stream()
        .map(factor -> positiveZero(1 / factor - 1))
        .sorted()
        .toList();
  }

  private static double positiveZero(double value) {
    return Math.abs(value) < 1e-14 ? 0.0 : value;
  }

  private static double sum(List<Double> values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
