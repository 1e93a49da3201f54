/**
 * Performance monitor: what the process and its machine take, and measurements that others send.
 *
 * <p>{@link dev.tutti.monitor.ResourceMonitor} looks at processor, memory, garbage collection,
 * threads, event loops, disk and file descriptors. Meters show what it sees; once a minute it is
 * also written down, for reports over time.
 *
 * <p>{@link dev.tutti.monitor.Measurements} keeps measurements of requests that Tutti has not made
 * itself, such as a batch job's or those of another service: type, model, tokens, latency, success,
 * memory and processor. {@link dev.tutti.monitor.MeasurementSummary} adds them up by type.
 */
@NullMarked
package dev.tutti.monitor;

import org.jspecify.annotations.NullMarked;
