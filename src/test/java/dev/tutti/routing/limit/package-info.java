/** Tests of models that wait for their limits, in virtual time. */
@NullMarked
package dev.tutti.routing.limit;

import org.jspecify.annotations.NullMarked;
