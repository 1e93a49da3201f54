/** Tests. */
@NullMarked
package dev.tutti.resilience.breaker;

import org.jspecify.annotations.NullMarked;
