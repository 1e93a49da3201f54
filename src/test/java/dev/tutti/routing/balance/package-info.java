/** Tests. */
@NullMarked
package dev.tutti.routing.balance;

import org.jspecify.annotations.NullMarked;
