/** Tests. */
@NullMarked
package dev.tutti.routing.retry;

import org.jspecify.annotations.NullMarked;
