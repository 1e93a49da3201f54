package dev.tutti.telemetry.trace;

import dev.tutti.call.Trace;
import dev.tutti.call.TraceParent;
import dev.tutti.call.TraceStart;
import dev.tutti.call.UniqueBits;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Start of traces to which spans are added. Thread-safe.
 *
 * @param told whether providers are told of them
 */
record TraceStarts(UniqueBits ids, Sampling sampling, boolean told) implements TraceStart {
  private static final HexFormat HEX = HexFormat.of();

  @Override
  public Optional<Trace> begin(@Nullable TraceParent caller) {
    var traceId = caller == null ? digits() + digits() : caller.traceId();
    boolean recorded = sampling.records(traceId, caller);
    if (!recorded && caller != null) {
      var unrecorded = new TraceParent(traceId, caller.spanId(), unsampled(caller), caller.state());
      return Optional.of(Trace.of(unrecorded, told));
    }
    int flags = (caller == null ? 0 : unsampled(caller)) | (recorded ? TraceParent.SAMPLED : 0);
    var state = caller == null ? "" : caller.state();
    var own = new TraceParent(traceId, digits(), flags, state);
    return Optional.of(Trace.of(own, caller, this::digits, told));
  }

  private static int unsampled(TraceParent caller) {
    return caller.flags() & ~TraceParent.SAMPLED;
  }

  /** 16 digits that are not all 0. */
  private String digits() {
    long bits = ids.next();
    return HEX.toHexDigits(bits == 0 ? 1 : bits);
  }
}
