/**
 * Breakers, which leave a deployment alone that fails or asks for it. {@link
 * dev.tutti.resilience.breaker.Breakers} keeps one for each; the state machine is {@link
 * dev.tutti.resilience.breaker.Breaker}.
 */
@NullMarked
package dev.tutti.resilience.breaker;

import org.jspecify.annotations.NullMarked;
