/**
 * Points in the lives of tasks, and who is told of them. A {@link dev.tutti.task.probe.TaskProbe}
 * of the class path is how the crash suite ends a server at a {@link
 * dev.tutti.task.probe.TaskPoint}; without one nothing is told.
 */
@NullMarked
package dev.tutti.task.probe;

import org.jspecify.annotations.NullMarked;
