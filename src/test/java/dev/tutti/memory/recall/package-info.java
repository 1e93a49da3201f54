@NullMarked
package dev.tutti.memory.recall;

import org.jspecify.annotations.NullMarked;
