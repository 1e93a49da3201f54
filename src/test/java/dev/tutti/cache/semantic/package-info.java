/** Tests. */
@NullMarked
package dev.tutti.cache.semantic;

import org.jspecify.annotations.NullMarked;
