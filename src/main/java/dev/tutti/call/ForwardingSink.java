package dev.tutti.call;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Outcome;

/**
 * Sink that hands on to a reader what it is given; subclasses note or change some of it. Confined
 * to the call's loop.
 */
public abstract class ForwardingSink implements ChatStream.Sink {
  private final ChatStream.Sink reader;

  /** A sink before a reader. */
  protected ForwardingSink(ChatStream.Sink reader) {
    this.reader = reader;
  }

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
    reader.end(outcome);
  }
}
