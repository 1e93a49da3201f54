package dev.tutti.provider.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Text of an upload that begins like JSON, whatever its type says. Blanks and a byte order mark
 * before it do not count, however many they are. Not thread-safe.
 */
final class UploadedText {
  private final int most;
  private final Buffer held = Buffer.buffer();
  private boolean begun;
  private boolean text;
  private long length;

  /**
   * @param most beyond so many bytes the text is only counted
   */
  UploadedText(int most) {
    this.most = most;
  }

  /** Takes the next bytes of the upload. */
  void add(Buffer more) {
    int from = begun ? 0 : begin(more);
    if (!text) {
      return;
    }
    length += more.length() - from;
    if (length <= most) {
      held.appendBuffer(more, from, more.length() - from);
    }
  }

  /** Decides by the first byte that says something; returns where it stands, or the end. */
  private int begin(Buffer bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      byte each = bytes.getByte(i);
      if (!saysNothing(each)) {
        begun = true;
        text = each == '{' || each == '[';
        return i;
      }
    }
    return bytes.length();
  }

  /** JSON's blanks, and the bytes of the mark. */
  private static boolean saysNothing(byte each) {
    return switch (each) {
      case ' ', '\t', '\n', '\r', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> true;
      default -> false;
    };
  }

  /** Whether there is none: nothing but blanks, or something else. */
  boolean isNone() {
    return !text;
  }

  /** How long it is, in bytes. */
  long length() {
    return length;
  }

  /** All of it, if it is not too long to be held. */
  Optional<byte[]> whole() {
    return text && length <= most ? Optional.of(held.getBytes()) : Optional.empty();
  }
}
