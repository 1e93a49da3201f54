/**
 * What stands between a call and a provider so that neither harms the other. Each is a {@link
 * dev.tutti.call.Guard}, asked before every attempt: {@link dev.tutti.resilience.InFlight} bounds
 * the calls at once, {@link dev.tutti.resilience.Pace} keeps a distance between them.
 */
@NullMarked
package dev.tutti.resilience;

import org.jspecify.annotations.NullMarked;
