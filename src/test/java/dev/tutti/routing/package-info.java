/** Tests of choosing, retrying and falling back, in virtual time. */
@NullMarked
package dev.tutti.routing;

import org.jspecify.annotations.NullMarked;
