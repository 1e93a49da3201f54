/**
 * Forecasts of this server: what its budgets, tokens, calls at once and disk will come to.
 *
 * <p>{@link dev.tutti.forecast.usage.UsageForecasts} read the figures of the last six weeks, as
 * reports show them, and hand them to {@link dev.tutti.forecast.Forecaster}. All methods block.
 */
@NullMarked
package dev.tutti.forecast.usage;

import org.jspecify.annotations.NullMarked;
