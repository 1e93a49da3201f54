package dev.tutti.application.insight.projection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors of one step ahead on values that are known, each forecast from the ones before it.
 *
 * @param minimum values before the first forecast
 * @param origins forecasts that were made by each method
 * @param meanErrors mean absolute error by method
 * @param shares mean absolute error as a share of the value by method; none where a value is 0
 * @param bestPlain method without fitted parameters with the smallest error
 * @param selected method that is gone on with
 * @param covered share of the values that lay in the 95 % interval of the selected method, made of
 *     its earlier errors
 * @param coverageOf number of values of which that share is
 */
public record BacktestResult(
    int minimum,
    int origins,
    Map<String, Double> meanErrors,
    Map<String, Double> shares,
    String bestPlain,
    String selected,
    @Nullable Double covered,
    int coverageOf) {}
