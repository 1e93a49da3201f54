/**
 * Decision where a request to the model {@code auto} goes: a pure function of the request, the
 * configuration, and what is known of models, without a clock, a network or a memory.
 *
 * <p>Gates first take out the models that cannot do what is asked. Then the first rule of the
 * operator that holds may name the model. Otherwise the expected quality of each model, learned
 * from outcomes where there are some and from its tier where there are none, is weighed against
 * what it costs, by one knob. A request about which nothing speaks goes to the default tier, never
 * to the cheapest model for want of a signal.
 *
 * <pre>{@code
 * var decider = new RouteDecider(settings, fleet, rules);
 * var decision = decider.decide(question, quality);
 * decision.model(); // and decision.reasons(), decision.alternatives()
 * }</pre>
 */
@NullMarked
package dev.tutti.selection.decision;

import org.jspecify.annotations.NullMarked;
