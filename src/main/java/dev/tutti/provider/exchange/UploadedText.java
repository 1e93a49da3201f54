package dev.tutti.provider.exchange;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Fault;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Text of an upload that begins like JSON, whatever its type says. Blanks and a byte order mark
 * before it do not count, however many they are. It is kept while it is short and there is memory
 * for it, and only counted otherwise. Not thread-safe.
 */
final class UploadedText {
  private final int most;
  private final BodyMemory.Lease memory;
  private final Buffer held = Buffer.buffer();
  private boolean begun;
  private boolean text;
  private long length;

  /**
   * @param most beyond so many bytes the text is only counted
   * @param memory what is kept holds, whose closing is the caller's
   */
  UploadedText(int most, BodyMemory.Lease memory) {
    this.most = most;
    this.memory = memory;
  }

  /** Takes the next bytes of the upload. */
  void add(Buffer more) {
    int from = begun ? 0 : begin(more);
    if (!text) {
      return;
    }
    int bytes = more.length() - from;
    boolean isKept = held.length() == length;
    length += bytes;
    if (isKept && length <= most && takes(bytes)) {
      held.appendBuffer(more, from, bytes);
    }
  }

  private boolean takes(int bytes) {
    try {
      memory.take(bytes);
      return true;
    } catch (Fault _) {
      return false; // others hold too much, and it is sent all the same
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

  /** All of it, if it was kept. */
  Optional<byte[]> whole() {
    return text && held.length() == length ? Optional.of(held.getBytes()) : Optional.empty();
  }
}
