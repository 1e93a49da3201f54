/** Tests of the line of tasks. */
@NullMarked
package dev.tutti.task.line;

import org.jspecify.annotations.NullMarked;
