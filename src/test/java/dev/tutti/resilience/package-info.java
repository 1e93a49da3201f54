/** Tests of breakers, limits and budgets, in virtual time. */
@NullMarked
package dev.tutti.resilience;

import org.jspecify.annotations.NullMarked;
