/**
 * Money: what users, keys and the whole server may spend in a day or a month. {@link
 * dev.tutti.resilience.budget.Budgets} reserve before a call and settle after it.
 */
@NullMarked
package dev.tutti.resilience.budget;

import org.jspecify.annotations.NullMarked;
