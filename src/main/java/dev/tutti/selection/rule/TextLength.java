package dev.tutti.selection.rule;

/**
 * Range of lengths of a text, in characters (code points), both ends included.
 *
 * @param least 0 for no lower end
 * @param most {@link Integer#MAX_VALUE} for no upper end
 */
public record TextLength(int least, int most) {
  /** Any length. */
  public static final TextLength ANY = new TextLength(0, Integer.MAX_VALUE);

  /** Whether a length is in it. */
  boolean contains(int length) {
    return length >= least && length <= most;
  }

  boolean covers(TextLength other) {
    return least <= other.least && most >= other.most;
  }
}
