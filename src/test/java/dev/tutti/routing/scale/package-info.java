/** Tests. */
@NullMarked
package dev.tutti.routing.scale;

import org.jspecify.annotations.NullMarked;
