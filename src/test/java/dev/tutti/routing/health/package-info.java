/** Tests. */
@NullMarked
package dev.tutti.routing.health;

import org.jspecify.annotations.NullMarked;
