/**
 * Charts as SVG: lines with bands, bars, points and tables of colours. A drawing is text without
 * scripts, its colours follow the reader's light or dark setting, labels may be Chinese, and the
 * same data give the same bytes.
 */
@NullMarked
package dev.tutti.application.insight.chart;

import org.jspecify.annotations.NullMarked;
