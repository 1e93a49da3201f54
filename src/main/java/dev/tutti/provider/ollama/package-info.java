/** Ollama's {@code /api/chat} and {@code /api/embed} as an upstream. */
@NullMarked
package dev.tutti.provider.ollama;

import org.jspecify.annotations.NullMarked;
