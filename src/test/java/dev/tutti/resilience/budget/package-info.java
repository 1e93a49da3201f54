/** Tests. */
@NullMarked
package dev.tutti.resilience.budget;

import org.jspecify.annotations.NullMarked;
