/**
 * Data insight: numbers of tables and texts, read and computed in code. {@link
 * dev.tutti.application.insight.DataInsight} is the application, in which a model only explains
 * figures that are there; {@link dev.tutti.application.insight.InsightComputation} is the computed
 * half alone, without any model.
 *
 * <p>The way through it: {@code reading} makes series with periods and units out of documents and
 * texts, {@code statistics} and {@code projection} compute, {@code figure} gathers all figures and
 * writes them as JSON, {@code chart} draws.
 *
 * <pre>{@code
 * var figures = InsightComputation.of("1月85万，2月92万，3月110万", Json.object());
 * figures.at("/series/0/descriptive/mean"); // 95.66666666666667
 * }</pre>
 *
 * <p>The same input and the same seed give the same bytes, on any number of threads.
 */
@NullMarked
package dev.tutti.application.insight;

import org.jspecify.annotations.NullMarked;
