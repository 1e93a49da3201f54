/**
 * Probes of deployments, from time to time or because somebody asked. {@link
 * dev.tutti.routing.health.Health} keeps calls away from those that fail them.
 */
@NullMarked
package dev.tutti.routing.health;

import org.jspecify.annotations.NullMarked;
