/** Tests. */
@NullMarked
package dev.tutti.wire.body;

import org.jspecify.annotations.NullMarked;
