@NullMarked
package dev.tutti.memory.vector;

import org.jspecify.annotations.NullMarked;
