package dev.tutti.application.insight.series;

import org.jspecify.annotations.Nullable;

/**
 * Something about data that readers of figures must know.
 *
 * @param code kind of warning: gap, missing, duplicate, ragged, title, mixed_units, hidden, total
 *     and so on
 * @param place period, row or column, where it has one
 */
public record DataWarning(String code, @Nullable String place, String message) {}
