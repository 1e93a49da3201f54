/** Tests. */
@NullMarked
package dev.tutti.provider.translate;

import org.jspecify.annotations.NullMarked;
