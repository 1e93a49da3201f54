package dev.tutti.call;

import dev.tutti.chat.Chunk;
import dev.tutti.chat.Outcome;
import java.util.function.UnaryOperator;

/**
 * An answer that has begun. It has one sink; every method and callback is on the call's loop; it is
 * paused until it is started.
 */
public interface ChatStream {

  /** Hands over what was held back, then everything that follows. */
  void start(Sink sink);

  /** Asks the upstream to wait; what has arrived may still be handed over. */
  void pause();

  /** Goes on after {@link #pause}. */
  void resume();

  /**
   * The same answer for a sink that another one is put before, when it is started: what comes is
   * changed or noted on its way.
   */
  default ChatStream through(UnaryOperator<Sink> before) {
    return new FilteredStream(this, before);
  }

  /** Reader of an answer: {@code chunk* flush} repeats, then {@code end} exactly once. */
  interface Sink {
    /** The next frame; it is immutable and may be kept. */
    void chunk(Chunk chunk);

    /** All frames of one network read were given: a good moment to write them out together. */
    void flush();

    /** The answer has ended. */
    void end(Outcome outcome);
  }
}
