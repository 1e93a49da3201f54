/**
 * {@code /v1/tasks}: durable tasks over HTTP, and the kinds of tasks that answer as endpoints do.
 * The engine is in {@code dev.tutti.task}.
 */
@NullMarked
package dev.tutti.gateway.task;

import org.jspecify.annotations.NullMarked;
