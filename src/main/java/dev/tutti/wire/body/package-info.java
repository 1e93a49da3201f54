/**
 * Bodies that are read as a whole. {@link dev.tutti.wire.body.BodyBytes} collects one while it
 * comes, and {@link dev.tutti.wire.body.ContentCoding} inflates it within bounds.
 */
@NullMarked
package dev.tutti.wire.body;

import org.jspecify.annotations.NullMarked;
