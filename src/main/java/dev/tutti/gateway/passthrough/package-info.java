/** Every other endpoint of a provider: the bytes go through as they are, both ways. */
@NullMarked
package dev.tutti.gateway.passthrough;

import org.jspecify.annotations.NullMarked;
