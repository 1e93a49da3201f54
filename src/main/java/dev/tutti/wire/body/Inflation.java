package dev.tutti.wire.body;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * One body that is inflated into an array that grows as needed, bounded in length, in ratio and in
 * members. Members of gzip (RFC 1952, 2.2) are read in a loop, so that the stack stays as it is
 * however many there are. To be used once; not thread-safe.
 */
final class Inflation {
  /** Text shrinks to a tenth, repetitive JSON to a fiftieth; zlib's best is a thousandth. */
  static final int RATIO = 200;

  private static final int WHATEVER_THE_RATIO = 1 << 20;
  private static final int MOST_MEMBERS = 10_000;
  private static final int FIRST = 8 << 10;
  private static final int TRAILER = 8;

  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private final byte[] body;
  private final int most;
  private final long byRatio;
  private final LongConsumer room;
  private byte[] out = {};
  private int length;
  private int at;

  Inflation(byte[] body, int most, LongConsumer room) {
    this.body = body;
    this.most = most;
    this.byRatio = Math.max(WHATEVER_THE_RATIO, (long) RATIO * body.length);
    this.room = room;
  }

  /** All members; what follows the last one is passed over, as {@code gzip} does. */
  byte[] gzip() throws IOException {
    var inflater = new Inflater(true);
    try {
      int members = 0;
      do {
        if (++members > MOST_MEMBERS) {
          throw new ZipException("more than " + MOST_MEMBERS + " members of gzip");
        }
        head();
        inflater.reset();
        int from = length;
        inflate(inflater);
        trailer(from);
      } while (body.length - at > TRAILER && isHead());
      return Arrays.copyOf(out, length);
    } finally {
      inflater.end(); // whose memory is not the collector's
    }
  }

  /** {@code deflate} means zlib's format (RFC 9110, 8.4.1.2), yet some send it without its head. */
  byte[] deflate() throws IOException {
    boolean zlib =
        body.length > 1
            && (body[0] & 0x0F) == 8
            && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % 31 == 0;
    var inflater = new Inflater(!zlib);
    try {
      inflate(inflater);
      return Arrays.copyOf(out, length);
    } finally {
      inflater.end();
    }
  }

  private boolean isHead() {
    return (body[at] & 0xFF) == 0x1F && (body[at + 1] & 0xFF) == 0x8B;
  }

  private void head() throws IOException {
    need(10);
    if (!isHead()) {
      throw new ZipException("Not in GZIP format");
    }
    int flags = body[at + 3];
    at += 10;
    if ((flags & FEXTRA) != 0) {
      need(2);
      at += 2 + ((body[at] & 0xFF) | ((body[at + 1] & 0xFF) << 8));
    }
    if ((flags & FNAME) != 0) {
      text();
    }
    if ((flags & FCOMMENT) != 0) {
      text();
    }
    at += (flags & FHCRC) == 0 ? 0 : 2;
    need(0);
  }

  private void need(int bytes) throws EOFException {
    if (at > body.length - bytes) {
      throw new EOFException("Unexpected end of GZIP input");
    }
  }

  private void text() throws EOFException {
    do {
      need(1);
    } while (body[at++] != 0);
  }

  private void inflate(Inflater inflater) throws IOException {
    inflater.setInput(body, at, body.length - at);
    try {
      while (!inflater.finished()) {
        if (length == out.length) {
          grow();
        }
        int got = inflater.inflate(out, length, out.length - length);
        length += got;
        if (got == 0 && !inflater.finished() && length < out.length) {
          throw new EOFException("Unexpected end of the compressed input");
        }
      }
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage() == null ? "Invalid data" : e.getMessage());
    }
    at += (int) inflater.getBytesRead();
    checkLength();
  }

  private void checkLength() throws IOException {
    if (length > most) {
      throw new InflationLimitException("longer than %d bytes once inflated".formatted(most));
    }
    if (length > byRatio) {
      throw new InflationLimitException(
          "more than %d times as long once inflated".formatted(RATIO));
    }
  }

  /** One byte beyond the bounds is room enough to see that they are passed. */
  private void grow() throws IOException {
    checkLength();
    long bound = Math.min(most, byRatio) + 1;
    int next = (int) Math.min(bound, Math.max(FIRST, 2L * out.length));
    room.accept((long) next - out.length);
    out = Arrays.copyOf(out, next);
  }

  private void trailer(int from) throws IOException {
    need(TRAILER);
    var sum = new CRC32();
    sum.update(out, from, length - from);
    if (little(at) != sum.getValue() || little(at + 4) != length - from) {
      throw new ZipException("Corrupt GZIP trailer");
    }
    at += TRAILER;
  }

  private long little(int from) {
    return (body[from] & 0xFFL)
        | (body[from + 1] & 0xFFL) << 8
        | (body[from + 2] & 0xFFL) << 16
        | (body[from + 3] & 0xFFL) << 24;
  }
}
