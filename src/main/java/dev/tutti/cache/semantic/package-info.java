/** Which questions mean the same: words without their forms in English and Chinese, and vectors. */
@NullMarked
package dev.tutti.cache.semantic;

import org.jspecify.annotations.NullMarked;
