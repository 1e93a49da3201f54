package dev.tutti.document.block;

/** Refusal of a document, with a reason for programs. */
public final class UnreadableDocument extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String reason;

  /**
   * Refusal for a reason: no_text, encrypted, corrupt, too_large, too_deep, unsupported or timeout.
   */
  public UnreadableDocument(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Reason, one word. */
  public String reason() {
    return reason;
  }
}
