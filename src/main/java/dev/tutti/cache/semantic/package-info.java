/** Literal comparison of questions in English and Chinese, for what vectors are blind to. */
@NullMarked
package dev.tutti.cache.semantic;

import org.jspecify.annotations.NullMarked;
