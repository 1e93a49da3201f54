package dev.tutti.forecast.usage;

import dev.tutti.forecast.Forecast;
import dev.tutti.forecast.Reach;

/**
 * Forecast of the disk with the data.
 *
 * @param free bytes
 * @param growth forecast of what is taken of it in each day to come
 * @param full when nothing is left
 */
public record DiskForecast(long free, Forecast growth, Reach full) {}
