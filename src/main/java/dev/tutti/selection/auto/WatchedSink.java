package dev.tutti.selection.auto;

import dev.tutti.call.ChatStream;
import dev.tutti.call.ForwardingSink;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import java.util.function.Consumer;

/** Reader of an answer that tells of its failure, too. */
final class WatchedSink extends ForwardingSink {
  private final Consumer<Fault> failed;

  WatchedSink(ChatStream.Sink reader, Consumer<Fault> failed) {
    super(reader);
    this.failed = failed;
  }

  @Override
  public void end(Outcome outcome) {
    if (outcome instanceof Outcome.Failed(Fault fault, var _)) {
      failed.accept(fault);
    }
    super.end(outcome);
  }
}
