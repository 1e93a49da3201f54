package dev.tutti.template;

/** Stub. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Stub. */
  public TemplateException(String message) {
    super(message);
  }
}
