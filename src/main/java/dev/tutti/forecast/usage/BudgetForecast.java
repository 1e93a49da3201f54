package dev.tutti.forecast.usage;

import dev.tutti.forecast.Band;
import dev.tutti.forecast.Forecast;
import dev.tutti.forecast.Reach;
import java.time.ZonedDateTime;

/**
 * Forecast of a budget. Amounts are dollars.
 *
 * @param account such as {@code owner/red/month}
 * @param most the budget
 * @param spent in its period so far
 * @param ends when the period does
 * @param forecast of the days until then, today the first
 * @param total what will be spent in the period
 * @param out when the budget runs out
 */
public record BudgetForecast(
    String account,
    double most,
    double spent,
    ZonedDateTime ends,
    Forecast forecast,
    Band total,
    Reach out) {}
