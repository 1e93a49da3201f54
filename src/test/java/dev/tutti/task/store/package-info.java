/** Tests of how rows of tasks are written: what goes together, and what goes first. */
@NullMarked
package dev.tutti.task.store;

import org.jspecify.annotations.NullMarked;
