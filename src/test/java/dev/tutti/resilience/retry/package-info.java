/** Tests. */
@NullMarked
package dev.tutti.resilience.retry;

import org.jspecify.annotations.NullMarked;
