@NullMarked
package dev.tutti.task.api;

import org.jspecify.annotations.NullMarked;
