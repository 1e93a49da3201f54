/** Tests. */
@NullMarked
package dev.tutti.gateway.comparison;

import org.jspecify.annotations.NullMarked;
