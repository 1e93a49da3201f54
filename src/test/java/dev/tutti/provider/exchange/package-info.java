/** Tests. */
@NullMarked
package dev.tutti.provider.exchange;

import org.jspecify.annotations.NullMarked;
