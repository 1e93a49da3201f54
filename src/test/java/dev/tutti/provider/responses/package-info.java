/** Tests. */
@NullMarked
package dev.tutti.provider.responses;

import org.jspecify.annotations.NullMarked;
