/** Facts in the database: kept, merged, superseded, expired and erased. */
@NullMarked
package dev.tutti.memory.fact;

import org.jspecify.annotations.NullMarked;
