/** Tests. */
@NullMarked
package dev.tutti.gateway.passthrough;

import org.jspecify.annotations.NullMarked;
