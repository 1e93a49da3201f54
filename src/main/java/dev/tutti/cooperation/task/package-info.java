/**
 * Cooperations as durable tasks: every answer of a member is a step, so that a run that was cut off
 * goes on where it was, and pays for nothing twice.
 */
@NullMarked
package dev.tutti.cooperation.task;

import org.jspecify.annotations.NullMarked;
