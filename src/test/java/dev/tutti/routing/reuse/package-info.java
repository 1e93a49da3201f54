/** Tests. */
@NullMarked
package dev.tutti.routing.reuse;

import org.jspecify.annotations.NullMarked;
