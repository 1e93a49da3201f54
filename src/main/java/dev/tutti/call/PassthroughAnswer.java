package dev.tutti.call;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * An answer that is relayed as it is. It has one sink; every method and callback is on the call's
 * loop; it is paused until it is started.
 */
public interface PassthroughAnswer {

  /** The upstream's status. */
  int status();

  /** The upstream's headers, all of them. */
  MultiMap headers();

  /** Hands over the body. */
  void start(Sink sink);

  /** Asks the upstream to wait; what has arrived may still be handed over. */
  void pause();

  /** Goes on after {@link #pause}. */
  void resume();

  /** Reader of the body: {@code bytes*}, then {@code end} exactly once. */
  interface Sink {
    /** The next bytes. */
    void bytes(Buffer bytes);

    /**
     * There is no more.
     *
     * @param whole whether that is all that the upstream says; otherwise it has broken off
     */
    void end(boolean whole);
  }
}
