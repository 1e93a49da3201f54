package dev.tutti.wire.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a body while it comes. One that comes in one piece, as nearly all do, is not copied. Not
 * thread-safe.
 */
public final class BodyBytes {
  private static final byte[] NONE = {};

  private @Nullable Buffer came;
  private boolean grows;

  /** Number of bytes that have come. */
  public int length() {
    return came == null ? 0 : came.length();
  }

  /** Adds what has come, which nobody else may change. */
  public void add(Buffer more) {
    var before = came;
    if (before == null) {
      came = more;
    } else if (grows) {
      before.appendBuffer(more);
    } else {
      came =
          Buffer.buffer(2 * (before.length() + more.length()))
              .appendBuffer(before)
              .appendBuffer(more);
      grows = true;
    }
  }

  /** All that has come; not to be changed, as the array may be the one that it came in. */
  public byte[] bytes() {
    return came == null ? NONE : of(came);
  }

  /**
   * The bytes of a buffer that nobody changes any more: its own array where it fills one, and so
   * not to be changed either.
   */
  public static byte[] of(Buffer buffer) {
    var held = ((BufferInternal) buffer).getByteBuf();
    boolean filled = held.hasArray() && held.array().length == buffer.length();
    return filled ? held.array() : buffer.getBytes();
  }

  /** The first bytes as text, at most so many. */
  public String beginning(int most) {
    return came == null ? "" : came.getString(0, Math.min(came.length(), most));
  }
}
