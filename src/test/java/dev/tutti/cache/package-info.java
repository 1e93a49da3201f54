/** Tests of what is kept, for how long, and which questions mean the same. */
@NullMarked
package dev.tutti.cache;

import org.jspecify.annotations.NullMarked;
