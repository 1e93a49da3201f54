/**
 * Comparison of two versions of a skill by what became of their calls. {@link
 * dev.tutti.gateway.comparison.CallOutcome} is one call; {@link
 * dev.tutti.gateway.comparison.ComparedMeasure} says what is compared, and {@link
 * dev.tutti.gateway.comparison.VersionComparison} what differs, with intervals that hold all at
 * once in 95 of 100 comparisons, so that nothing is called better or worse by chance.
 */
@NullMarked
package dev.tutti.gateway.comparison;

import org.jspecify.annotations.NullMarked;
