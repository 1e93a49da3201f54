package dev.tutti.forecast.usage;

import dev.tutti.forecast.WeeklyPeaks;

/**
 * Forecast of peaks.
 *
 * @param provider of which they are; empty for all together
 */
public record PeakForecast(String provider, WeeklyPeaks peaks) {}
