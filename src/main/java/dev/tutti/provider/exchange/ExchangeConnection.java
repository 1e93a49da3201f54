package dev.tutti.provider.exchange;

import dev.tutti.call.Loop;
import dev.tutti.wire.client.ClientStream;
import org.jspecify.annotations.Nullable;

/**
 * Connection that one exchange has, until it is given back. An idle connection may be closed while
 * a request is on its way to it; then the exchange gets a new one, once. Confined to the call's
 * loop.
 */
final class ExchangeConnection {
  private final Loop loop;
  private @Nullable ClientStream stream;
  private boolean sent;
  private boolean stale;

  ExchangeConnection(Loop loop) {
    this.loop = loop;
  }

  /** A connection is there, which carries this stream. */
  void carries(ClientStream got) {
    stream = got;
  }

  /** The stream that it carries; null while there is no connection. */
  @Nullable ClientStream stream() {
    return stream;
  }

  /** All of the request was sent. */
  void sent() {
    sent = true;
  }

  /** Whether another one has turned out to be stale. */
  boolean isAnew() {
    return stale;
  }

  /**
   * Leaves a connection that has broken before anything of an answer had come, if it had been idle
   * before: that is no failure of the call, as an upstream closes idle connections when it likes,
   * and has to expect the request once more (RFC 9112, 9.3.1).
   *
   * @return whether it was so, and a new connection shall be tried
   */
  boolean dropStale() {
    if (stream == null || stale || !stream.mayBeStale()) {
      return false;
    }
    stale = true;
    stream.leave();
    stream = null;
    sent = false;
    return true;
  }

  /**
   * Gives it back: whole when both sides have said everything, or nearly; closed otherwise.
   *
   * @param hasRest whether something may be left of an answer that is complete without it
   */
  void leave(boolean hasRest) {
    if (stream != null && sent && hasRest) {
      BodyDrain.drain(loop, stream);
    } else if (stream != null) {
      stream.leave();
    }
  }
}
