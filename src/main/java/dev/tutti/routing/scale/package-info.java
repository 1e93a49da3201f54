/**
 * Number of deployments of an alias that are active for the load of the moment, and the capacity
 * that would be right. {@link dev.tutti.routing.scale.Autoscaler} looks every few seconds; what is
 * active outlives a reload.
 */
@NullMarked
package dev.tutti.routing.scale;

import org.jspecify.annotations.NullMarked;
