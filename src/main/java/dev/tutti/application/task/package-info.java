/**
 * Applications as durable tasks: every answer of a model is a step, so that a run that was cut off
 * goes on where it was, and pays for nothing twice.
 */
@NullMarked
package dev.tutti.application.task;

import org.jspecify.annotations.NullMarked;
