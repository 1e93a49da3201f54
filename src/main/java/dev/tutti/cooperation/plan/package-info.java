/**
 * Plans of cooperations: who is asked what, in which order and within which limits. A plan comes
 * from the body of a call or from the configuration, and everything that can be wrong with it is
 * said by {@link dev.tutti.cooperation.plan.PlanReader} with its place, before anybody is asked.
 */
@NullMarked
package dev.tutti.cooperation.plan;

import org.jspecify.annotations.NullMarked;
