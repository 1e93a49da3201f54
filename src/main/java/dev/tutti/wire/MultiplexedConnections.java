package dev.tutti.wire;

import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.ConnectionUse;
import dev.tutti.wire.client.MultiplexedStream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The connections of HTTP/2 to one origin, which Vert.x's clients keep. Thread-safe. */
final class MultiplexedConnections {
  private final HttpClients clients;
  private final InstantSource clock;
  private final LongAdder created;
  private final LongAdder reused;
  private final ConcurrentHashMap<HttpConnection, ConnectionUse> open = new ConcurrentHashMap<>();
  private volatile boolean chosen;

  /**
   * @param created is increased with each connection that is opened
   * @param reused is increased with each call that finds one
   */
  MultiplexedConnections(
      HttpClients clients, InstantSource clock, LongAdder created, LongAdder reused) {
    this.clients = clients;
    this.clock = clock;
    this.created = created;
    this.reused = reused;
  }

  /** Whether the upstream is known to speak HTTP/2. */
  boolean isChosen() {
    return chosen;
  }

  /** The upstream speaks it. */
  void choose() {
    chosen = true;
  }

  /**
   * Opens a stream.
   *
   * @param head with the address of the upstream
   * @param whenLeft runs once, when the stream is left; not when it could not be opened
   */
  Future<ClientStream> open(VertxLoop loop, RequestOptions head, Runnable whenLeft) {
    return request(loop, head)
        .recover(broken -> again(loop, broken, head))
        .map(request -> stream(loop, request, whenLeft));
  }

  /** An exception that the client throws rather than answers is a failure, too. */
  private Future<HttpClientRequest> request(VertxLoop loop, RequestOptions head) {
    try {
      return clients.of(loop).request(head);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  /** A connection may close while it is handed out; nothing was sent, so another will do. */
  private Future<HttpClientRequest> again(VertxLoop loop, Throwable broken, RequestOptions head) {
    return broken instanceof HttpClosedException
        ? request(loop, head)
        : Future.failedFuture(broken);
  }

  private ClientStream stream(VertxLoop loop, HttpClientRequest request, Runnable whenLeft) {
    var connection = request.connection();
    var use = open.get(connection);
    boolean isNew = use == null;
    if (use == null) {
      use = new ConnectionUse(clock.millis());
      open.put(connection, use);
    }
    (isNew ? created : reused).increment();
    use.use(clock.millis());
    chosen = request.version() == HttpVersion.HTTP_2; // or the upstream has changed its mind
    return new MultiplexedStream(loop.context().owner(), request, !isNew, whenLeft);
  }

  /** Those that are open. */
  Map<HttpConnection, ConnectionUse> all() {
    open.keySet().removeIf(each -> !clients.isOpen(each));
    return open;
  }
}
