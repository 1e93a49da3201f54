package dev.tutti.batch;

/**
 * Numbers of a batch's lines.
 *
 * @param total all of them, 0 before the file was read
 * @param completed those with an answer of status 2xx
 * @param failed those with an error
 */
public record BatchCounts(long total, long completed, long failed) {
  /** Before anything is known. */
  public static final BatchCounts NONE = new BatchCounts(0, 0, 0);

  /** Number of lines that have their outcome. */
  public long done() {
    return completed + failed;
  }
}
