@NullMarked
package dev.tutti.task.decision;

import org.jspecify.annotations.NullMarked;
