/** Tests. */
@NullMarked
package dev.tutti.provider.gemini;

import org.jspecify.annotations.NullMarked;
