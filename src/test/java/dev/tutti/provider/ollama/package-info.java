/** Tests. */
@NullMarked
package dev.tutti.provider.ollama;

import org.jspecify.annotations.NullMarked;
