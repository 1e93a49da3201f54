/**
 * Calls in flight: how many at once, how far apart, and a limit that follows a deployment's
 * latency. {@link dev.tutti.resilience.concurrency.InFlight} and {@link
 * dev.tutti.resilience.concurrency.Pace} are guards that keep callers waiting in their turn.
 */
@NullMarked
package dev.tutti.resilience.concurrency;

import org.jspecify.annotations.NullMarked;
