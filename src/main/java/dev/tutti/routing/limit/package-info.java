/** The layers that let a call in: limits and budgets around a model. */
@NullMarked
package dev.tutti.routing.limit;

import org.jspecify.annotations.NullMarked;
