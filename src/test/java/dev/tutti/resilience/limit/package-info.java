/** Tests. */
@NullMarked
package dev.tutti.resilience.limit;

import org.jspecify.annotations.NullMarked;
