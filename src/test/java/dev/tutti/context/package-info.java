/** Tests of views of conversations. */
@NullMarked
package dev.tutti.context;

import org.jspecify.annotations.NullMarked;
