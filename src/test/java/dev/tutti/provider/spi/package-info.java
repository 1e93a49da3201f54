/** Tests. */
@NullMarked
package dev.tutti.provider.spi;

import org.jspecify.annotations.NullMarked;
