/** Tests of estimates of tokens that learn. */
@NullMarked
package dev.tutti.token.learned;

import org.jspecify.annotations.NullMarked;
