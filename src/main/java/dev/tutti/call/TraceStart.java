package dev.tutti.call;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Start of the traces of calls. Thread-safe. */
@FunctionalInterface
public interface TraceStart {
  /** Traces are the callers' alone, and providers are not told of them. */
  TraceStart CALLERS = caller -> Optional.ofNullable(caller).map(each -> Trace.of(each, false));

  /**
   * The trace of a call that begins, if it has one.
   *
   * @param caller the span of the caller, if there is one
   */
  Optional<Trace> begin(@Nullable TraceParent caller);
}
