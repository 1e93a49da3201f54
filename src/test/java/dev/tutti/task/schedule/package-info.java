@NullMarked
package dev.tutti.task.schedule;

import org.jspecify.annotations.NullMarked;
