/**
 * Meters in the form of Prometheus and, where an endpoint is set, by OTLP, named by OpenTelemetry's
 * GenAI conventions where they have a name; and the settings of everything that is sent. Traces and
 * the log are rooms below.
 *
 * <p>Labels are bounded: what a caller wrote becomes one only when the upstream of that name has
 * answered, and only so many of them.
 */
@NullMarked
package dev.tutti.telemetry;

import org.jspecify.annotations.NullMarked;
