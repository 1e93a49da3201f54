package dev.tutti.gateway.chat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a stream that wait to be written. Their memory is used again once they are, as long as
 * it is little: chunks come one after the other, and each is written before the next one comes.
 * Confined to its loop.
 */
final class SseBatch {
  private static final int FIRST = 512;
  private static final int MOST_KEPT = 4 << 10;

  private @Nullable Piece waiting;
  private @Nullable Piece spare;

  /** What waits, to be appended to. */
  Buffer buffer() {
    var piece = waiting;
    if (piece == null) {
      piece = spare == null ? new Piece(Unpooled.buffer(FIRST)) : spare;
      waiting = piece;
      spare = null;
    }
    return piece.buffer;
  }

  /** Number of bytes that wait. */
  int length() {
    return waiting == null ? 0 : waiting.buffer.length();
  }

  /** What waits, which nobody changes until it is {@linkplain #free free}. */
  Piece take() {
    buffer();
    var taken = Objects.requireNonNull(waiting);
    waiting = null;
    return taken;
  }

  /** What was taken is written, and its memory is free. */
  void free(Piece written) {
    if (written.memory.capacity() <= MOST_KEPT) {
      written.memory.clear();
      spare = written;
    }
  }

  /** Bytes to be written together. */
  static final class Piece {
    private final ByteBuf memory;
    private final Buffer buffer;

    private Piece(ByteBuf memory) {
      this.memory = memory;
      this.buffer = BufferInternal.buffer(memory);
    }

    /** The bytes. */
    Buffer buffer() {
      return buffer;
    }
  }
}
