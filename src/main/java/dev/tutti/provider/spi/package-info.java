/**
 * Interfaces that a plugin or an adapter implements, and the types that they are handed. A {@link
 * dev.tutti.provider.spi.Preset} is a kind of provider that a configuration can name; it makes an
 * {@link dev.tutti.provider.spi.Upstream} of an {@link dev.tutti.provider.spi.Access}.
 *
 * <p>An {@link dev.tutti.provider.spi.Adapter} speaks with a provider: it writes the request, reads
 * the answer frame by frame and says what a refusal means. It has no network in it, so its tests
 * are bytes in, chunks out. {@link dev.tutti.provider.spi.OpenAiQuirks} say where an upstream of
 * OpenAI's dialect differs from OpenAI.
 */
@NullMarked
package dev.tutti.provider.spi;

import org.jspecify.annotations.NullMarked;
