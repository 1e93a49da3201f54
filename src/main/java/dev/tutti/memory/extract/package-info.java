/**
 * Extraction of facts from what users say: a model proposes changes to what is known, and code
 * holds them to what was said. {@code ExtractionRequest} asks, {@code Proposals} judges what comes
 * back, {@code Extraction} does it in the background.
 */
@NullMarked
package dev.tutti.memory.extract;

import org.jspecify.annotations.NullMarked;
