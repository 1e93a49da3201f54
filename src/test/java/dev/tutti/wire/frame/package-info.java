/** Tests. */
@NullMarked
package dev.tutti.wire.frame;

import org.jspecify.annotations.NullMarked;
