package dev.tutti.session;

/**
 * View of a session: what of its history a model is sent. The history itself stays as it is.
 * Thread-safe; may take some time, as somebody else may be asked, so that it is for virtual
 * threads.
 */
@FunctionalInterface
public interface HistoryView {
  /** The view for a model. */
  SessionView of(ViewRequest request);

  /**
   * Tokens of the latest messages behind which no view of a session reaches; {@link Long#MAX_VALUE}
   * where views have all.
   */
  default long reach(ChatSession session) {
    return Long.MAX_VALUE;
  }
}
