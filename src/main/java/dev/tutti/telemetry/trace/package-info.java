/**
 * Traces of calls, sent by OpenTelemetry's SDK where an endpoint is set.
 *
 * <p>A call notes what happens to it anyway: its attempts, its choices, its waits. When it has
 * ended, {@code CallSpans} makes all of its spans of that at once, and another thread sends them.
 * While it runs, a trace costs it the ids that providers are told of, and nothing where it is not
 * recorded. Only {@code OtlpExport} and {@code OtlpSpan} name classes of the SDK, so that nothing
 * of it is loaded while traces are off.
 */
@NullMarked
package dev.tutti.telemetry.trace;

import org.jspecify.annotations.NullMarked;
