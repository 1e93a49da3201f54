package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a file, one after the other; blank ones are passed over, and count. A line is found
 * first and read afterwards, so that nobody holds one for which there is no memory. Blocking,
 * whether or not its thread is interrupted; not thread-safe.
 */
final class LineReader implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final int[] MARK = {0xEF, 0xBB, 0xBF};

  private final InputStream in;
  private final RandomAccessFile file;
  private final int longest;
  private long number;
  private long at;

  /**
   * @param longest bytes of a line
   */
  LineReader(Path file, int longest) throws IOException {
    this.in = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER);
    try {
      this.file = new RandomAccessFile(file.toFile(), "r");
      skipMark();
    } catch (IOException e) {
      in.close();
      throw e;
    }
    this.longest = longest;
  }

  /** A byte order mark, which some editors put before UTF-8, is no part of the first line. */
  private void skipMark() throws IOException {
    in.mark(MARK.length);
    for (int expected : MARK) {
      if (in.read() != expected) {
        in.reset();
        return;
      }
    }
    at = MARK.length;
  }

  /**
   * Place of a line in the file.
   *
   * @param number from 1
   * @param from offset of its first byte
   * @param length in bytes, without the end of the line
   */
  record LinePlace(long number, long from, int length) {}

  /** Line as it stands in the file. */
  static final class Line {
    private final long number;
    private final byte[] bytes;

    private Line(long number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }

    /** Number of the line, from 1. */
    long number() {
      return number;
    }

    /** Its bytes, which must not be changed. */
    byte[] bytes() {
      return bytes;
    }
  }

  /** Number of lines that were found. */
  long number() {
    return number;
  }

  /**
   * Place of the next line; null at the end.
   *
   * @throws Fault {@code request_too_large} for one that is too long; finding can go on behind it
   */
  @Nullable LinePlace next() throws IOException {
    while (true) {
      long from = at;
      boolean blank = true;
      int b = in.read();
      for (; b >= 0 && b != '\n'; b = in.read()) {
        at++;
        blank = blank && isBlank(b);
      }
      long length = at - from;
      if (b < 0 && length == 0) {
        return null;
      }
      at += b < 0 ? 0 : 1;
      number++;
      if (length > longest) {
        throw Fault.of(
            FaultCode.REQUEST_TOO_LARGE,
            "line %d: %d bytes (expected: at most %d)".formatted(number, length, longest));
      }
      if (!blank) {
        return new LinePlace(number, from, (int) length);
      }
    }
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** The line of a place. */
  Line read(LinePlace place) throws IOException {
    var bytes = new byte[place.length];
    file.seek(place.from);
    file.readFully(bytes);
    return new Line(place.number, bytes);
  }

  @Override
  public void close() throws IOException {
    try (in) {
      file.close();
    }
  }
}
