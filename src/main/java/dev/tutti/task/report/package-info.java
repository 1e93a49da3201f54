/**
 * Analyses of tasks: what becomes of them by kind and subject, what fails most and why, how many
 * were recovered without a hand, whether forecasts have held, and what could be done better. A
 * {@link dev.tutti.task.report.TaskAnalysis} is made of rows of a span of time; {@link
 * dev.tutti.task.report.TaskSections} are its sections in reports.
 *
 * <p>Tasks that have ended are read one by one, the latest 20,000 of a span; failures are added up
 * by the database.
 */
@NullMarked
package dev.tutti.task.report;

import org.jspecify.annotations.NullMarked;
