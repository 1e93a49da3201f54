package dev.tutti.telemetry.trace;

import dev.tutti.call.TraceParent;
import dev.tutti.telemetry.TelemetrySettings.TraceSettings;
import org.jspecify.annotations.Nullable;

/**
 * Choice of the traces that are recorded, as {@code OTEL_TRACES_SAMPLER} names it.
 *
 * @param followsCaller whether a caller's choice counts, where there is one
 * @param ratio share of all others that is recorded, 0 to 1
 */
record Sampling(boolean followsCaller, double ratio) {

  static Sampling of(TraceSettings settings) {
    return switch (settings.sampler()) {
      case ALWAYS_ON -> new Sampling(false, 1);
      case ALWAYS_OFF -> new Sampling(false, 0);
      case RATIO -> new Sampling(false, settings.ratio());
      case PARENT_ALWAYS_ON -> new Sampling(true, 1);
      case PARENT_ALWAYS_OFF -> new Sampling(true, 0);
      case PARENT_RATIO -> new Sampling(true, settings.ratio());
    };
  }

  /**
   * Whether a trace is recorded. The last 63 bits of the id of the trace choose, as in
   * OpenTelemetry's {@code TraceIdRatioBased}, so that systems with the same share record the same
   * traces.
   */
  boolean records(String traceId, @Nullable TraceParent caller) {
    if (followsCaller && caller != null) {
      return caller.isSampled();
    }
    long low = Long.parseUnsignedLong(traceId, 16, 32, 16) & Long.MAX_VALUE;
    return ratio >= 1 || low < (long) (ratio * Long.MAX_VALUE);
  }
}
