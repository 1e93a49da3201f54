package dev.tutti.document.number;

import org.jspecify.annotations.Nullable;

/**
 * Meaning that the words around a number give it.
 *
 * @param change whether it says by how much something changed, not how much there is
 * @param basis yoy, qoq, mom, prior_period or ytd: what a change is compared with
 * @param period such as 2024, 2024Q3, 2024H1, 2024M09, FY2024, 2024-12-31
 * @param cumulative whether the period runs from the beginning of a year
 * @param bound about, under, over, at_most or at_least
 * @param ambiguous whether readers disagree about it
 */
public record NumberSense(
    boolean change,
    @Nullable String basis,
    @Nullable String period,
    boolean cumulative,
    @Nullable String bound,
    boolean ambiguous) {

  /** Role in JSON. */
  public String role() {
    return change ? "change" : "level";
  }
}
