/** Example of a kind of task, see {@code docs/contributing/task.md}. */
@NullMarked
package dev.tutti.contributing.task;

import org.jspecify.annotations.NullMarked;
