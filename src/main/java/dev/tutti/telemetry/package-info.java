/**
 * What can be seen from outside: meters in the form of Prometheus, named by OpenTelemetry's GenAI
 * conventions where they have a name, and logs of one line each.
 *
 * <p>Labels are bounded: deployments and aliases come from the configuration, never from what a
 * caller wrote.
 */
@NullMarked
package dev.tutti.telemetry;

import org.jspecify.annotations.NullMarked;
