package dev.tutti.application.decision.statement;

/**
 * Assumptions under which statements become cash flows.
 *
 * @param horizon last year with income, where a text does not say for how long
 * @param margin share of income that stays
 * @param growth of income a year, as a fraction
 */
public record FlowAssumptions(int horizon, double margin, double growth) {
  /** Three years, all income stays, and none grows. */
  public static final FlowAssumptions USUAL = new FlowAssumptions(3, 1, 0);
}
