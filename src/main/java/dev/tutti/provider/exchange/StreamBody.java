package dev.tutti.provider.exchange;

import dev.tutti.chat.Chunk;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.wire.frame.Frame;
import dev.tutti.wire.frame.FrameReader;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Body of a streamed answer, which is cut into frames that its reader reads, within the memory for
 * all bodies. Not thread-safe.
 */
final class StreamBody implements AutoCloseable {
  private final FrameReader frames;
  private final Adapter.Reader reader;
  private final StreamMemory memory;

  StreamBody(FrameReader frames, Adapter.Reader reader, StreamMemory memory) {
    this.frames = frames;
    this.reader = reader;
    this.memory = memory;
  }

  /**
   * Says what the frames say that the bytes of one read complete.
   *
   * @param ended whether nobody listens any more
   * @throws dev.tutti.chat.Fault as {@link Adapter.Reader#read} does, and {@code
   *     concurrency_timeout} while other bodies hold too much memory
   */
  void read(byte[] bytes, Consumer<Chunk> out, BooleanSupplier ended) {
    frames.feed(bytes);
    Frame frame;
    while (!ended.getAsBoolean() && !reader.done() && (frame = frames.next()) != null) {
      read(frame, out);
    }
    memory.holds(frames.held() + reader.held());
  }

  /** Says what the end of the body completes, with the same faults. */
  void end(Consumer<Chunk> out) {
    Frame frame;
    while (!reader.done() && (frame = frames.last()) != null) {
      read(frame, out);
    }
    reader.end(out);
  }

  private void read(Frame frame, Consumer<Chunk> out) {
    try (var _ = memory.tree(frame)) {
      reader.read(frame, out);
    }
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    memory.close();
  }
}
