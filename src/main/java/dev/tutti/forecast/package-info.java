/**
 * Forecasts of what is counted by days: money, tokens, bytes. Nothing here reads a clock or a
 * database, and the same numbers and seed give the same forecast.
 *
 * <p>A {@link dev.tutti.forecast.DailySeries} of whole days goes in; {@link
 * dev.tutti.forecast.Forecaster} answers with a {@link dev.tutti.forecast.Forecast}: the days to
 * come with a band that holds 80 % of them, their sum, and when a sum will be reached. Every
 * forecast says how it was made and how well the same method would have done on the days that are
 * known ({@link dev.tutti.forecast.ForecastScore}).
 *
 * <pre>{@code
 * var forecast = Forecaster.forecast(new DailySeries(firstDay, dollars), 20, seed);
 * forecast.reach(budget - spent).probability();
 * }</pre>
 *
 * <p>From fewer than 3 days nothing is forecast; from fewer than 14 the mean of them goes on. From
 * then on it is robust factors of the weekdays over up to six weeks, times the level of the last 14
 * days: on synthetic series this was better than Holt-Winters and than the last week repeated. What
 * is a level, such as the use of a disk, goes on with the slope of its days. {@link
 * dev.tutti.forecast.WeeklyPeaks} do the same for what has peaks instead of sums.
 */
@NullMarked
package dev.tutti.forecast;

import org.jspecify.annotations.NullMarked;
