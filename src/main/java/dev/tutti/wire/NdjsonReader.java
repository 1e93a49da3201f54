package dev.tutti.wire;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One JSON text a line; empty lines mean nothing. */
public final class NdjsonReader implements FrameReader {
  private byte[] held = {};
  private int at;
  private int scanned;

  @Override
  public void feed(byte[] bytes) {
    int rest = held.length - at;
    if ((long) rest + bytes.length > MAX_FRAME) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "line: longer than " + MAX_FRAME + " bytes (expected: less)");
    }
    byte[] all = Arrays.copyOfRange(held, at, at + rest + bytes.length);
    System.arraycopy(bytes, 0, all, rest, bytes.length);
    held = all;
    scanned = rest;
    at = 0;
  }

  @Override
  public @Nullable Frame next() {
    for (int i = scanned; i < held.length; i++) {
      if (held[i] != '\n') {
        continue;
      }
      var frame = frame(at, i);
      at = i + 1;
      scanned = at;
      if (frame != null) {
        return frame;
      }
    }
    scanned = held.length;
    return null;
  }

  @Override
  public @Nullable Frame last() {
    var frame = frame(at, held.length);
    at = held.length;
    return frame;
  }

  private @Nullable Frame frame(int from, int to) {
    for (int i = from; i < to; i++) {
      if (held[i] > ' ' || held[i] < 0) {
        return new Frame("", Arrays.copyOfRange(held, i, to));
      }
    }
    return null;
  }
}
