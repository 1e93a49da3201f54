package dev.tutti.selection.auto;

import dev.tutti.call.ChatStream;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import java.util.function.Consumer;

/** Reader of an answer that tells of its failure, too. */
record WatchedSink(ChatStream.Sink reader, Consumer<Fault> failed) implements ChatStream.Sink {
  @Override
  public void chunk(Chunk chunk) {
    reader.chunk(chunk);
  }

  @Override
  public void flush() {
    reader.flush();
  }

  @Override
  public void end(Outcome outcome) {
    if (outcome instanceof Outcome.Failed(Fault fault, var _)) {
      failed.accept(fault);
    }
    reader.end(outcome);
  }
}
