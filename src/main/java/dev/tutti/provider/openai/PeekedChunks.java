package dev.tutti.provider.openai;

import dev.tutti.call.ChatStream;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.ArrayList;
import java.util.List;

/** Chunks of an answer that has no reader yet. Not thread-safe. */
public final class PeekedChunks {
  private static final int MOST = 1_000;
  private static final long MOST_BYTES = 10 << 20;

  private final List<Chunk> chunks = new ArrayList<>(2);

  /**
   * Keeps a chunk.
   *
   * @param received how many bytes have come until now
   * @throws Fault {@code upstream_error} when so much came and nothing of it is content
   */
  public void add(Chunk chunk, long received) {
    if (chunks.size() >= MOST || received > MOST_BYTES) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "%d frames, %d bytes without content (expected: content)"
              .formatted(chunks.size(), received));
    }
    chunks.add(chunk);
  }

  /** Gives all of them to the reader, once. */
  public void handOver(ChatStream.Sink reader) {
    chunks.forEach(reader::chunk);
    chunks.clear();
  }
}
