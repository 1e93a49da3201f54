/**
 * How many deployments of an alias are active for the load of the moment, and how much capacity
 * would be right. {@link dev.tutti.routing.scale.Scaling} looks every few seconds; what is active
 * outlives a reload.
 */
@NullMarked
package dev.tutti.routing.scale;

import org.jspecify.annotations.NullMarked;
