@NullMarked
package dev.tutti.memory.fact;

import org.jspecify.annotations.NullMarked;
