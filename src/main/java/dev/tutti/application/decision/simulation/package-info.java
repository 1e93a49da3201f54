/**
 * Uncertain cash flows: what a Monte Carlo simulation, a sensitivity analysis and stated outcomes
 * say. {@link dev.tutti.application.decision.simulation.MonteCarlo} draws with a seed, and gives
 * the same figures on any number of threads, on any machine.
 */
@NullMarked
package dev.tutti.application.decision.simulation;

import org.jspecify.annotations.NullMarked;
