package dev.tutti.wire.frame;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a body into frames, indifferent to where reads end; linear in the bytes and bounded. Not
 * thread-safe.
 */
public interface FrameReader {
  /** A longer frame fails the answer. */
  int MAX_FRAME = 10 << 20;

  /**
   * Takes the bytes of one read.
   *
   * @throws dev.tutti.chat.Fault {@code upstream_error} when a frame is longer than {@link
   *     #MAX_FRAME}
   */
  void feed(byte[] bytes);

  /** Number of bytes that wait for the rest of their frame. */
  int held();

  /** The next whole frame, or null until more bytes come. */
  @Nullable Frame next();

  /** The frame that the end of the body completes, or null; only after {@link #next} gave null. */
  @Nullable Frame last();
}
