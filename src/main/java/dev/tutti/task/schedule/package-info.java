/**
 * Schedules of tasks that run again and again, and the spans of time of which requests speak.
 * {@link dev.tutti.task.schedule.TaskSchedule#read} takes what a caller has written; {@link
 * dev.tutti.task.schedule.TaskSchedule#next} gives the next time:
 *
 * <pre>{@code
 * var schedule = TaskSchedule.read(Json.tree("{\"cron\": \"0 9 * * 1-5\", \"zone\": \"Europe/Berlin\"}"));
 * var next = schedule.next(clock.instant());
 * }</pre>
 *
 * <p>What begins the tasks of a schedule is the engine's, in {@code dev.tutti.task.run}.
 */
@NullMarked
package dev.tutti.task.schedule;

import org.jspecify.annotations.NullMarked;
