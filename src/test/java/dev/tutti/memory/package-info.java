@NullMarked
package dev.tutti.memory;

import org.jspecify.annotations.NullMarked;
