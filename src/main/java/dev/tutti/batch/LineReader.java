package dev.tutti.batch;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a file, one after the other; blank ones are passed over, and count. Blocking, whether or
 * not its thread is interrupted; not thread-safe.
 */
final class LineReader implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final int longest;
  private long number;

  /**
   * @param longest bytes of a line
   */
  LineReader(Path file, int longest) throws IOException {
    this.in = new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER);
    this.longest = longest;
  }

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

  /** Number of lines that were read. */
  long number() {
    return number;
  }

  /**
   * The next line; null at the end.
   *
   * @throws Fault {@code request_too_large} for one that is too long; reading can go on behind it
   */
  @Nullable Line next() throws IOException {
    while (true) {
      var bytes = bytes();
      if (bytes == null) {
        return null;
      }
      number++;
      var text = number == 1 ? Json.withoutMark(bytes) : bytes;
      if (!isBlank(text)) {
        return new Line(number, text);
      }
    }
  }

  private byte @Nullable [] bytes() throws IOException {
    var line = new ByteArrayOutputStream();
    long length = 0;
    int b;
    while ((b = in.read()) >= 0 && b != '\n') {
      if (++length <= longest) {
        line.write(b);
      }
    }
    if (b < 0 && length == 0) {
      return null;
    }
    if (length > longest) {
      number++;
      throw Fault.of(
          FaultCode.REQUEST_TOO_LARGE,
          "line %d: %d bytes (expected: at most %d)".formatted(number, length, longest));
    }
    return line.toByteArray();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
