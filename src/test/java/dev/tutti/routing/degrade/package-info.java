/** Tests. */
@NullMarked
package dev.tutti.routing.degrade;

import org.jspecify.annotations.NullMarked;
