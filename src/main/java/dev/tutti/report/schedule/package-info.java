/**
 * Reports that come by themselves: {@link dev.tutti.report.schedule.ReportScheduleSettings} says
 * which, when and where to, {@link dev.tutti.report.schedule.ReportScheduler} makes what is due and
 * hands it to a webhook or writes it into a folder.
 *
 * <pre>{@code
 * var scheduler = new ReportScheduler(store, reports, delivery, clock, () -> settings.all());
 * platform.every(Duration.ofSeconds(30), scheduler::tick);
 * }</pre>
 *
 * <p>What was last due is a row of the database: after a restart a time that was missed is made up
 * once, however many were missed. A delivery that fails is tried again with growing waits, under
 * the same id.
 */
@NullMarked
package dev.tutti.report.schedule;

import org.jspecify.annotations.NullMarked;
