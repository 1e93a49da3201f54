/** Tests. */
@NullMarked
package dev.tutti.resilience.concurrency;

import org.jspecify.annotations.NullMarked;
