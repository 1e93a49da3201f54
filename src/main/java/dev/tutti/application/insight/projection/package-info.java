/**
 * Forecasts of series of numbers: candidates from the mean to Holt and Winters, each held against
 * the values that are known, one step at a time. {@link
 * dev.tutti.application.insight.projection.Projector} chooses by the mean error of these steps and
 * gives intervals for each value and for the sum; the same values and seed give the same forecast.
 */
@NullMarked
package dev.tutti.application.insight.projection;

import org.jspecify.annotations.NullMarked;
