/**
 * Figures of data: everything that is computed of series and tables, and how it is written as JSON.
 * {@link dev.tutti.application.insight.figure.InsightFigures} is the whole of it; the same data and
 * options give the same bytes.
 */
@NullMarked
package dev.tutti.application.insight.figure;

import org.jspecify.annotations.NullMarked;
