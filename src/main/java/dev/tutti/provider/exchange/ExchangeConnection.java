package dev.tutti.provider.exchange;

import dev.tutti.call.Loop;
import dev.tutti.wire.Pool;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Connection that one exchange has, until it is given back. An idle connection may be closed while
 * a request is on its way to it; then the exchange gets another one, a few times. Confined to the
 * call's loop.
 */
final class ExchangeConnection {
  private static final int MOST_STALE = 3;

  private final Loop loop;
  private final Pool pool;
  private @Nullable HttpClientRequest request;
  private boolean sent;
  private int stale;

  ExchangeConnection(Loop loop, Pool pool) {
    this.loop = loop;
    this.pool = pool;
  }

  /** A connection is there, for this request. */
  void carries(HttpClientRequest got) {
    request = got;
  }

  /** Whether it carries this request, and not one that was made instead. */
  boolean isCarrying(HttpClientRequest asked) {
    return asked.equals(request);
  }

  /** The request that it carries; null while there is no connection. */
  @Nullable HttpClientRequest request() {
    return request;
  }

  /** All of the request was sent; unless it was, the connection is not used again. */
  void sent() {
    sent = true;
  }

  /**
   * Leaves a connection that has broken before anything of an answer had come, if it had been idle
   * before: that is no failure of the call, as an upstream closes idle connections when it likes,
   * and has to expect the request once more (RFC 9112, 9.3.1).
   *
   * @return whether it was so, and another connection shall be tried
   */
  boolean dropStale() {
    if (request == null || stale >= MOST_STALE || !pool.isReused(request)) {
      return false;
    }
    stale++;
    pool.abandon(request);
    request = null;
    sent = false;
    return true;
  }

  /**
   * Gives it back: whole when both sides have said everything, or nearly; closed otherwise.
   *
   * @param read whether all of the answer was read
   * @param rest the answer whose rest is of no use, null when nothing shall be waited for
   */
  void leave(boolean read, @Nullable HttpClientResponse rest) {
    if (request == null) {
      return;
    }
    if (sent && read) {
      pool.release(request);
    } else if (sent && rest != null) {
      BodyDrain.drain(loop, pool, request, rest);
    } else {
      pool.abandon(request);
    }
  }
}
