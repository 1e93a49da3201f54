package dev.tutti.provider.exchange;

import dev.tutti.call.BodyMemory;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.wire.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Memory for what is held of one stream from one read to the next, and for the trees of its long
 * frames. Up to 64 KiB are not counted, so that ordinary streams cost nothing; what was counted
 * stays so until no more than that is held. Not thread-safe.
 */
final class StreamMemory implements AutoCloseable {
  private static final int SMALL = 64 << 10;

  private final BodyMemory bodies;
  private BodyMemory.@Nullable Lease lease;
  private long counted;
  private boolean closed;

  /** A stream of which nothing has come. */
  StreamMemory(BodyMemory bodies) {
    this.bodies = bodies;
  }

  /**
   * Counts so many bytes, which are held now.
   *
   * @throws Fault {@code concurrency_timeout} while other bodies hold too much
   */
  void holds(long bytes) {
    if (bytes <= SMALL || closed) {
      release();
      return;
    }
    if (lease == null) {
      lease = bodies.lease();
    }
    if (bytes > counted) {
      take(lease, bytes - counted);
      counted = bytes;
    }
  }

  /**
   * Takes memory for the tree of a frame, to be closed once it was read; null for a frame whose
   * tree is small.
   *
   * @throws Fault {@code concurrency_timeout} while other bodies hold too much
   */
  BodyMemory.@Nullable Lease tree(Frame frame) {
    if (frame.length() <= SMALL) {
      return null;
    }
    var tree = bodies.lease();
    take(tree, Json.nodesOf(frame.data()));
    return tree;
  }

  private static void take(BodyMemory.Lease from, long bytes) {
    try {
      from.take(bytes);
    } catch (Fault full) {
      throw UpstreamBody.lacking("answer", full).afterAnswer();
    }
  }

  /** Gives everything back; nothing is counted any more. */
  @Override
  public void close() {
    closed = true;
    release();
  }

  private void release() {
    if (lease != null) {
      lease.close();
      lease = null;
      counted = 0;
    }
  }
}
