/** Tests. */
@NullMarked
package dev.tutti.provider.openai;

import org.jspecify.annotations.NullMarked;
