/**
 * Durable tasks: long work that is never lost. {@link dev.tutti.task.Tasks} opens them over the
 * database; {@link dev.tutti.task.api.TaskQueue} is what callers ask, {@link
 * dev.tutti.task.api.TaskKind} what does the work.
 *
 * <p>The rows are the truth. What is submitted is on disk before it is acknowledged; an attempt is
 * claimed in its row before it begins, and everything that it writes is fenced by its number and by
 * the run of the server, so that an end is written once. A step that has finished is stored before
 * the next one begins. After a crash the next start gives back what was running, and goes on with
 * what waits; {@code docs/decisions/tasks.md} says why the dispatcher is our own.
 */
@NullMarked
package dev.tutti.task;

import org.jspecify.annotations.NullMarked;
