package dev.tutti.application.decision.simulation;

/**
 * Correlation of two inputs.
 *
 * @param a place of the first among the inputs
 * @param b place of the second
 * @param value from -1 to 1, of their ranks
 */
public record InputCorrelation(int a, int b, double value) {}
