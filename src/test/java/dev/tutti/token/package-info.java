/** Tests of estimates of tokens. */
@NullMarked
package dev.tutti.token;

import org.jspecify.annotations.NullMarked;
