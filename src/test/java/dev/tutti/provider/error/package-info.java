/** Tests. */
@NullMarked
package dev.tutti.provider.error;

import org.jspecify.annotations.NullMarked;
