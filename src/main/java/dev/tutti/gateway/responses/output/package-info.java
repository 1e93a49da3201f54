/**
 * The items of a response while a model says them: messages, calls and reasoning, one open at a
 * time, and the events that tell of each step.
 */
@NullMarked
package dev.tutti.gateway.responses.output;

import org.jspecify.annotations.NullMarked;
