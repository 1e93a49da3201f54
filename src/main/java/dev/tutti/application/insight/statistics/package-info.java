/**
 * Statistics of series of numbers: what describes them, trends, growth, seasons, correlations,
 * outliers and shifts of their level. Nothing here knows of files, periods or JSON; the same
 * numbers give the same figures, bit for bit, whatever the machine.
 */
@NullMarked
package dev.tutti.application.insight.statistics;

import org.jspecify.annotations.NullMarked;
