/** Tests of the client side of HTTP, against upstreams that speak byte by byte. */
@NullMarked
package dev.tutti.wire.client;

import org.jspecify.annotations.NullMarked;
