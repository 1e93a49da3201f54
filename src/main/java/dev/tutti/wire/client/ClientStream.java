package dev.tutti.wire.client;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * One request to an upstream, and its answer. Confined to the loop of its call. A request goes out
 * by {@link #send}, or by {@link #begin}, any number of {@link #write} and {@link #end}.
 */
public interface ClientStream {
  /** Tells this listener of the answer from now on. Set before anything is sent. */
  void listen(StreamListener listener);

  /** Headers of the request, as they are or will be sent. */
  MultiMap headers();

  /**
   * Whether its connection was open before and nothing has come since, so that the upstream may
   * have closed it without meaning this request.
   */
  boolean mayBeStale();

  /** Sends the request with all of its body. */
  void send(Buffer body);

  /**
   * Sends the head of a request whose body follows.
   *
   * @param length bytes of the body, less than 0 when that is not known
   */
  void begin(long length);

  /** Sends the next bytes of the body. */
  void write(Buffer bytes);

  /** All of the body was sent. */
  void end();

  /** Whether so much waits to be sent that nothing more should be written. */
  boolean isFull();

  /** Runs a task each time that what waited has been sent. */
  void onDrain(Runnable task);

  /** Asks for nothing more of the answer; what has arrived is kept. */
  void pause();

  /** Goes on: what is kept comes first, and a break after it. */
  void resume();

  /**
   * Ends it, any number of times; nothing is heard any more. Its connection is used again when
   * nothing was sent, or both sides have said everything; otherwise it closes (on HTTP/2, the
   * stream alone is reset).
   */
  void leave();
}
