package dev.tutti.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * The body behind a head, without its framing. It knows whether it came to its end or broke off.
 * Not thread-safe.
 */
final class BodyStream {
  private final InputStream in;
  private final boolean chunked;
  private final boolean toTheEnd;
  private final byte[] buffer = new byte[8_192];
  private int at;
  private int filled;
  private long left;
  private boolean ended;
  private boolean complete;

  private BodyStream(InputStream in, boolean chunked, boolean toTheEnd, long left) {
    this.in = in;
    this.chunked = chunked;
    this.toTheEnd = toTheEnd;
    this.left = left;
  }

  static BodyStream ofRequest(ReceivedRequest head, InputStream in) {
    long length = head.header("content-length").isEmpty() ? 0 : length(head);
    return new BodyStream(in, head.isChunked(), false, length);
  }

  static BodyStream ofAnswer(ReceivedRequest head, InputStream in) {
    if (head.status() == 204 || head.status() == 304) {
      return new BodyStream(in, false, false, 0);
    }
    boolean sized = !head.header("content-length").isEmpty();
    return new BodyStream(in, head.isChunked(), !sized && !head.isChunked(), length(head));
  }

  private static long length(ReceivedRequest head) {
    var length = head.header("content-length");
    return length.isEmpty() ? 0 : Long.parseLong(length);
  }

  /** The next byte, or -1 at the end. */
  int read() throws IOException {
    return at < filled || fill() ? buffer[at++] & 0xFF : -1;
  }

  /** Takes what is there of the body, and waits when there is nothing. */
  private boolean fill() throws IOException {
    if (ended || (chunked && left == 0 && !nextChunk())) {
      return false;
    }
    if (!chunked && !toTheEnd && left == 0) {
      return end(true);
    }
    filled = raw((int) Math.min(buffer.length, toTheEnd ? buffer.length : left));
    at = 0;
    if (filled < 0) {
      filled = 0;
      return end(toTheEnd);
    }
    left -= filled;
    if (left == 0 && chunked) {
      ReceivedRequest.line(in);
    }
    return true;
  }

  private boolean nextChunk() throws IOException {
    var size = ReceivedRequest.line(in).split(";", 2)[0].strip();
    left = size.isEmpty() ? 0 : Long.parseLong(size, 16);
    if (left == 0) {
      boolean last = !size.isEmpty();
      if (last) {
        ReceivedRequest.line(in);
      }
      end(last);
    }
    return !ended;
  }

  private int raw(int most) throws IOException {
    try {
      return in.read(buffer, 0, most);
    } catch (SocketException _) {
      return -1; // reset by the peer
    }
  }

  private boolean end(boolean whole) {
    ended = true;
    complete = whole;
    return false;
  }

  /** Everything that is left. */
  String rest() throws IOException {
    var all = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      all.write(b);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Whether it has come to its end as it should. */
  boolean complete() {
    return complete;
  }
}
