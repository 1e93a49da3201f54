package dev.tutti.wire.frame;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.Arrays;

/**
 * Bytes that have come and were not made into a frame yet. What is kept from one read to the next
 * is copied into an array that doubles, so that all copies together stay within a few times the
 * bytes; a read that finds nothing kept is not copied at all. What was taken is never overwritten.
 * Positions hold until the next read. Not thread-safe.
 */
final class FrameBuffer {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String what;
  private byte[] bytes = {};
  private int start;
  private int seen;
  private int end;

  /**
   * @param what a frame is called in a fault
   */
  FrameBuffer(String what) {
    this.what = what;
  }

  /**
   * Takes the bytes of one read, which must not be changed any more.
   *
   * @param besides how many bytes of the same frame are held elsewhere
   * @throws Fault {@code upstream_error} when a frame is longer than it may be
   */
  void add(byte[] more, int besides) {
    int kept = length();
    if ((long) kept + besides + more.length > FrameReader.MAX_FRAME) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "%s: longer than %d bytes (expected: less)".formatted(what, FrameReader.MAX_FRAME));
    }
    if (kept == 0) {
      bytes = more;
      start = 0;
      seen = 0;
      end = more.length;
      return;
    }
    if (end + more.length > bytes.length) {
      makeRoom(kept, kept + more.length);
    }
    System.arraycopy(more, 0, bytes, end, more.length);
    end += more.length;
  }

  /** Moves what is kept into another array, as frames may stand in this one. */
  private void makeRoom(int kept, int wanted) {
    var to = new byte[Math.max(wanted, 2 * kept)];
    System.arraycopy(bytes, start, to, 0, kept);
    bytes = to;
    seen -= start;
    end = kept;
    start = 0;
  }

  /** Number of bytes that no frame has taken. */
  int length() {
    return end - start;
  }

  /** The bytes; those from {@link #start} to {@link #end} count. */
  byte[] bytes() {
    return bytes;
  }

  /** The first byte that no frame has taken. */
  int start() {
    return start;
  }

  /** The first byte that was not looked at. */
  int seen() {
    return seen;
  }

  /** The byte after the last. */
  int end() {
    return end;
  }

  /** Everything before a position was taken. */
  void take(int before) {
    start = before;
    seen = Math.max(seen, before);
  }

  /** Everything was looked at. */
  void seeAll() {
    seen = end;
  }

  /** Place at which text begins that may have a byte order mark before it. */
  int afterMark(int from) {
    int to = Math.min(end, from + MARK.length);
    return Arrays.equals(bytes, from, to, MARK, 0, MARK.length) ? to : from;
  }
}
