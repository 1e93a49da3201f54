package dev.tutti.recording;

import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.ChunkSize;
import dev.tutti.chat.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Notes an answer's chunks while they are read. Confined to the call's loop. */
final class AnswerRecorder extends ForwardingSink {
  private final long most;
  private final BiConsumer<List<Chunk>, Outcome> ended;
  private final List<Chunk> chunks = new ArrayList<>();
  private long size;

  /**
   * @param most so many bytes are noted; what comes after is passed over
   * @param ended gets what was noted, and how the answer has ended
   */
  AnswerRecorder(ChatStream.Sink reader, long most, BiConsumer<List<Chunk>, Outcome> ended) {
    super(reader);
    this.most = most;
    this.ended = ended;
  }

  @Override
  public void chunk(Chunk chunk) {
    size += ChunkSize.of(chunk);
    if (size <= most) {
      chunks.add(chunk);
    }
    super.chunk(chunk);
  }

  @Override
  public void end(Outcome outcome) {
    ended.accept(chunks, outcome);
    super.end(outcome);
  }
}
