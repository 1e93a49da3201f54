/** Tests. */
@NullMarked
package dev.tutti.provider.anthropic;

import org.jspecify.annotations.NullMarked;
