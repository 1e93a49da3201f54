/**
 * Choice of the deployment of a group that is asked next. A {@link
 * dev.tutti.routing.balance.Balancer} chooses among the {@link
 * dev.tutti.routing.balance.Candidate}s that no {@link dev.tutti.routing.balance.Availability}
 * keeps calls away from; an {@link dev.tutti.routing.balance.Explanation} tells how.
 *
 * <p>Plugins bring balancers of their own by a {@link dev.tutti.routing.balance.BalancerFactory}.
 */
@NullMarked
package dev.tutti.routing.balance;

import org.jspecify.annotations.NullMarked;
