@NullMarked
package dev.tutti.task.run;

import org.jspecify.annotations.NullMarked;
