/** Tests of analyses of tasks. */
@NullMarked
package dev.tutti.task.report;

import org.jspecify.annotations.NullMarked;
