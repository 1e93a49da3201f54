/**
 * Engine of tasks. A {@code TaskLine} knows what waits and whose turn it is; {@code TaskEngine}
 * takes from it as many as {@code Admission} allows, claims them in the database, and runs each on
 * a virtual thread of its own; {@code FailurePolicy} says what becomes of an attempt that has
 * failed. {@code TaskService} is what callers ask. The rows are the truth: whatever is in memory is
 * made of them again at the next start.
 */
@NullMarked
package dev.tutti.task.run;

import org.jspecify.annotations.NullMarked;
