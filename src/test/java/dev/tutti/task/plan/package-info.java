@NullMarked
package dev.tutti.task.plan;

import org.jspecify.annotations.NullMarked;
