package dev.tutti.session;

import java.util.Iterator;

/**
 * Start of the latest part of a session's rows, which is so long that no view within a budget
 * reaches behind it.
 *
 * <p>It depends on nothing but the rows, and it stays where it is while some are added: each view
 * is the beginning of the next one as long as both are made of rows from the same place on. So it
 * is one of a few places in each block of 256, of more where their rows are long.
 *
 * <p>A row is taken to have a token for eight bytes, which is few for any text, and at most 2,048,
 * as what is longer may be a picture, of which a model is said to have read 400.
 */
final class RecentStart {
  private static final long BLOCK = 256;
  private static final long ROW = 3;
  private static final long BYTES = 8;
  private static final long MOST_OF_ROW = 2_048;
  private static final long MOST_BYTES = 16 << 20;

  private final long tokens;
  private final int least;
  private final long bytesOfToken;

  /**
   * @param tokens that the latest part has at least, unless it has 16 MiB
   * @param least rows that it has
   */
  RecentStart(long tokens, int least) {
    this(tokens, least, Math.max(BYTES, MOST_BYTES / tokens));
  }

  private RecentStart(long tokens, int least, long bytesOfToken) {
    this.tokens = tokens;
    this.least = least;
    this.bytesOfToken = bytesOfToken;
  }

  /** The same for a part that is longer in tokens and bytes. */
  RecentStart times(int factor) {
    return new RecentStart(factor * tokens, least, bytesOfToken);
  }

  /** Place and length of a row. */
  record RowLength(long position, long bytes) {}

  /**
   * The place, or 0 for the session's beginning.
   *
   * @param rows the latest first, which are read no farther than needed
   */
  long of(Iterator<RowLength> rows) {
    long reached = 0;
    long weight = 0;
    long ofBlock = 0;
    long block = -1;
    int number = 0;
    while (rows.hasNext()) {
      var row = rows.next();
      boolean enters = row.position / BLOCK != block;
      if (enters && reached > 0) {
        return aligned(reached, ofBlock);
      }
      block = row.position / BLOCK;
      ofBlock = weight(row) + (enters ? 0 : ofBlock);
      weight += weight(row);
      number++;
      if (reached == 0 && weight >= tokens && number >= least) {
        reached = row.position;
      }
    }
    return reached == 0 ? 0 : aligned(reached, ofBlock);
  }

  private long weight(RowLength row) {
    return ROW + Math.max(Math.min(row.bytes / BYTES, MOST_OF_ROW), row.bytes / bytesOfToken);
  }

  /** In a block with long rows the places are so near that at most a half more is read. */
  private long aligned(long position, long ofBlock) {
    long grain = BLOCK;
    while (grain > 1 && ofBlock * grain > tokens / 2 * BLOCK) {
      grain /= 2;
    }
    return position / grain * grain;
  }
}
