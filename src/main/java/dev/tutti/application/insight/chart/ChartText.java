package dev.tutti.application.insight.chart;

/**
 * Words of a chart.
 *
 * @param description what it shows, for those who do not see it
 * @param unit of the values; may be empty
 */
public record ChartText(String title, String description, String unit) {}
