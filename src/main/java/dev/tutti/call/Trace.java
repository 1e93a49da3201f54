package dev.tutti.call;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Trace that a call is part of. Thread-safe. */
public final class Trace {
  private final TraceParent span;
  private final @Nullable TraceParent parent;
  private final @Nullable Supplier<String> ids;
  private final boolean told;

  private Trace(
      TraceParent span,
      @Nullable TraceParent parent,
      @Nullable Supplier<String> ids,
      boolean told) {
    this.span = span;
    this.parent = parent;
    this.ids = ids;
    this.told = told;
  }

  /**
   * The trace of a caller, to which nothing is added here.
   *
   * @param told whether providers are told of it
   */
  public static Trace of(TraceParent caller, boolean told) {
    return new Trace(caller, null, null, told);
  }

  /**
   * A trace to which spans are added here, if it is sampled.
   *
   * @param span the call's own
   * @param parent the caller's, if there is one
   * @param ids the ids of more spans
   * @param told whether providers are told of it
   */
  public static Trace of(
      TraceParent span, @Nullable TraceParent parent, Supplier<String> ids, boolean told) {
    return new Trace(span, parent, span.isSampled() ? ids : null, told);
  }

  /** Its id. */
  public String id() {
    return span.traceId();
  }

  /** The call's span; the caller's, where nothing is added here. */
  public TraceParent span() {
    return span;
  }

  /** The caller's span, where the call's is below it. */
  public Optional<TraceParent> parent() {
    return Optional.ofNullable(parent);
  }

  /** Whether spans are added here. */
  public boolean isRecorded() {
    return ids != null;
  }

  /** Whether providers are told of it. */
  public boolean isTold() {
    return told;
  }

  /** Another span of it; the call's, where nothing is added here. */
  public TraceParent next() {
    return ids == null ? span : span.withSpan(ids.get());
  }
}
