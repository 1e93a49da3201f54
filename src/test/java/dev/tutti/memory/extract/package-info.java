@NullMarked
package dev.tutti.memory.extract;

import org.jspecify.annotations.NullMarked;
