package dev.tutti.routing.reuse;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a shared answer that one read of the network brought: a link of a chain that one loop
 * writes and others read. Immutable but for its successor.
 */
final class Batch {
  private final List<Chunk> chunks;
  private final long end;
  private final @Nullable Outcome outcome;
  private volatile @Nullable Batch next;

  /**
   * @param chunks not to be changed any more
   * @param end how many bytes came until its end
   * @param outcome how the answer ended with it, null when it goes on
   */
  Batch(List<Chunk> chunks, long end, @Nullable Outcome outcome) {
    this.chunks = chunks;
    this.end = end;
    this.outcome = outcome;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  long end() {
    return end;
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  /** Appends the one after it. */
  void follow(Batch following) {
    next = following;
  }

  /** The one after it, once it has come. */
  @Nullable Batch next() {
    return next;
  }
}
