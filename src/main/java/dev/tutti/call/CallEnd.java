package dev.tutti.call;

/**
 * End of a call as its caller saw it.
 *
 * @param outcome {@code completed}, or the code of the fault that the caller was told
 * @param status of HTTP, 0 where it was not asked over HTTP
 */
public record CallEnd(String outcome, int status) {
  /** Outcome of a call whose answer came whole. */
  public static final String COMPLETED = "completed";
}
