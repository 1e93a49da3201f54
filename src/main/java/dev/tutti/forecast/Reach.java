package dev.tutti.forecast;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Time at which a sum will be reached.
 *
 * @param probability that it is reached within the days of the forecast, 0 to 1
 * @param earliest one of ten courses is there by then; null where fewer get there
 * @param expected half of them are
 * @param latest nine of ten are
 */
public record Reach(
    double probability,
    @Nullable LocalDate earliest,
    @Nullable LocalDate expected,
    @Nullable LocalDate latest) {}
