package dev.tutti.wire.frame;

import org.jspecify.annotations.Nullable;

/** One JSON text a line; empty lines mean nothing. */
public final class NdjsonReader implements FrameReader {
  private final FrameBuffer held = new FrameBuffer("line");
  private boolean begun;

  @Override
  public void feed(byte[] bytes) {
    held.add(bytes, 0);
  }

  @Override
  public int held() {
    return held.length();
  }

  @Override
  public @Nullable Frame next() {
    byte[] bytes = held.bytes();
    for (int i = held.seen(); i < held.end(); i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      var frame = frame(held.start(), i);
      held.take(i + 1);
      if (frame != null) {
        return frame;
      }
    }
    held.seeAll();
    return null;
  }

  @Override
  public @Nullable Frame last() {
    var frame = frame(held.start(), held.end());
    held.take(held.end());
    return frame;
  }

  private @Nullable Frame frame(int start, int to) {
    byte[] bytes = held.bytes();
    int from = begun ? start : held.afterMark(start);
    begun = true;
    for (int i = from; i < to; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return new Frame("", bytes, i, to);
      }
    }
    return null;
  }
}
