/**
 * Tests of learned quality, and the suite that measures it on recorded outcomes: {@link
 * dev.tutti.selection.quality.RoutingBench} is the program behind {@code suites/routing/run} and
 * {@code bench/routing}.
 */
@NullMarked
package dev.tutti.selection.quality;

import org.jspecify.annotations.NullMarked;
