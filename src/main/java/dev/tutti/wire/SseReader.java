package dev.tutti.wire;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events as the WHATWG HTML standard cuts them: {@code \n}, {@code \r\n} and {@code \r}
 * end lines, an empty line ends an event, a line that begins with a colon is a comment, several
 * {@code data} lines are joined by {@code \n}, and one space after the colon is not part of a
 * value.
 */
public final class SseReader implements FrameReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] NOTHING = {};

  private byte[] held = NOTHING;
  private int at;
  private int scanned;
  private boolean skipLineFeed;
  private boolean begun;
  private String event = "";
  private byte @Nullable [] data;

  @Override
  public void feed(byte[] bytes) {
    int rest = held.length - at;
    int kept = data == null ? 0 : data.length;
    if ((long) rest + kept + bytes.length > MAX_FRAME) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "event: longer than " + MAX_FRAME + " bytes (expected: less)");
    }
    if (rest == 0) {
      held = bytes;
    } else {
      held = Arrays.copyOfRange(held, at, at + rest + bytes.length);
      System.arraycopy(bytes, 0, held, rest, bytes.length);
    }
    scanned = rest;
    at = 0;
  }

  @Override
  public @Nullable Frame next() {
    for (int i = scanned; i < held.length; i++) {
      byte c = held[i];
      if (skipLineFeed && c == '\n') {
        skipLineFeed = false;
        at = i + 1;
        continue;
      }
      skipLineFeed = false;
      if (c != '\n' && c != '\r') {
        continue;
      }
      int from = at;
      at = i + 1;
      skipLineFeed = c == '\r';
      if (i > from) {
        line(from, i);
      } else if (data != null) {
        scanned = at;
        return dispatch();
      } else {
        event = "";
      }
    }
    scanned = held.length;
    return null;
  }

  /** An upstream may end without the empty line that its last event needs. */
  @Override
  public @Nullable Frame last() {
    if (at < held.length) {
      line(at, held.length);
      at = held.length;
    }
    return data == null ? null : dispatch();
  }

  private Frame dispatch() {
    var frame = new Frame(event, data == null ? NOTHING : data);
    event = "";
    data = null;
    return frame;
  }

  private void line(int start, int to) {
    int from = begun ? start : afterMark(start);
    begun = true;
    int colon = from;
    while (colon < to && held[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, to);
    if (value < to && held[value] == ' ') {
      value++;
    }
    if (named("data", from, colon)) {
      data = data == null ? Arrays.copyOfRange(held, value, to) : joined(data, value, to);
    } else if (named("event", from, colon)) {
      event = new String(held, value, to - value, StandardCharsets.UTF_8);
    }
  }

  private int afterMark(int from) {
    int end = Math.min(held.length, from + BYTE_ORDER_MARK.length);
    return Arrays.equals(held, from, end, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length) ? end : from;
  }

  private boolean named(String name, int from, int to) {
    if (to - from != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (held[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private byte[] joined(byte[] before, int from, int to) {
    byte[] both = Arrays.copyOf(before, before.length + 1 + to - from);
    both[before.length] = '\n';
    System.arraycopy(held, from, both, before.length + 1, to - from);
    return both;
  }
}
