package dev.tutti.wire.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events as the WHATWG HTML standard cuts them: {@code \n}, {@code \r\n} and {@code \r}
 * end lines, an empty line ends an event, a line that begins with a colon is a comment, several
 * {@code data} lines are joined by {@code \n}, and one space after the colon is not part of a
 * value.
 */
public final class SseReader implements FrameReader {
  private final FrameBuffer held = new FrameBuffer("event");
  private boolean skipLineFeed;
  private boolean begun;
  private String event = "";
  private byte @Nullable [] data; // the array that it stands in
  private int dataFrom;
  private int dataTo;
  private @Nullable ByteArrayOutputStream lines; // instead of the data, from its second line on

  @Override
  public void feed(byte[] bytes) {
    held.add(bytes, data());
  }

  /** Number of bytes of the frame that were taken from the buffer already. */
  private int data() {
    return lines != null ? lines.size() : data == null ? 0 : dataTo - dataFrom;
  }

  @Override
  public int held() {
    return held.length() + data();
  }

  @Override
  public @Nullable Frame next() {
    byte[] bytes = held.bytes();
    for (int i = held.seen(); i < held.end(); i++) {
      byte c = bytes[i];
      if (skipLineFeed && c == '\n') {
        skipLineFeed = false;
        held.take(i + 1);
        continue;
      }
      skipLineFeed = false;
      if (c != '\n' && c != '\r') {
        continue;
      }
      int from = held.start();
      held.take(i + 1);
      skipLineFeed = c == '\r';
      if (i > from) {
        line(from, i);
      } else if (data != null) {
        return dispatch(data);
      } else {
        event = "";
      }
    }
    held.seeAll();
    return null;
  }

  /** An upstream may end without the empty line that its last event needs. */
  @Override
  public @Nullable Frame last() {
    if (held.start() < held.end()) {
      line(held.start(), held.end());
      held.take(held.end());
    }
    return data == null ? null : dispatch(data);
  }

  private Frame dispatch(byte[] oneLine) {
    var frame =
        lines == null
            ? new Frame(event, oneLine, dataFrom, dataTo)
            : new Frame(event, lines.toByteArray());
    event = "";
    data = null;
    lines = null;
    return frame;
  }

  private void line(int start, int to) {
    byte[] bytes = held.bytes();
    int from = begun ? start : held.afterMark(start);
    begun = true;
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, to);
    if (value < to && bytes[value] == ' ') {
      value++;
    }
    if (named("data", from, colon)) {
      data(value, to);
    } else if (named("event", from, colon)) {
      event = new String(bytes, value, to - value, StandardCharsets.UTF_8);
    }
  }

  private void data(int from, int to) {
    if (data == null) {
      data = held.bytes();
      dataFrom = from;
      dataTo = to;
      return;
    }
    if (lines == null) {
      lines = new ByteArrayOutputStream(2 * (dataTo - dataFrom) + to - from + 1);
      lines.write(data, dataFrom, dataTo - dataFrom);
    }
    lines.write('\n');
    lines.write(held.bytes(), from, to - from);
  }

  private boolean named(String name, int from, int to) {
    if (to - from != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (held.bytes()[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
