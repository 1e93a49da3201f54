/**
 * Meters in the form of Prometheus, named by OpenTelemetry's GenAI conventions where they have a
 * name, and logs of one line each.
 *
 * <p>Labels are bounded: what a caller wrote becomes one only when the upstream of that name has
 * answered, and only so many of them.
 */
@NullMarked
package dev.tutti.telemetry;

import org.jspecify.annotations.NullMarked;
