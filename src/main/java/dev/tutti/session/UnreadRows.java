package dev.tutti.session;

/**
 * Rows of a session before its latest ones that were not read.
 *
 * @param until place of the first of the latest rows; what was read from before it is in every view
 * @param rows how many were not read
 * @param bytes of these
 * @param readBytes of the latest rows, which were read
 */
public record UnreadRows(long until, long rows, long bytes, long readBytes) {
  /** None: everything was read. */
  public static final UnreadRows NONE = new UnreadRows(0, 0, 0, 0);

  /**
   * Tokens of what was not read, if it has as many for its bytes as the latest rows.
   *
   * @param latest tokens of the latest rows
   */
  public long tokens(long latest) {
    return readBytes == 0 ? 0 : Math.round((double) bytes * latest / readBytes);
  }
}
