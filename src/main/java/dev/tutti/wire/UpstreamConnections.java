package dev.tutti.wire;

import io.vertx.core.http.HttpConnection;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every connection of the client from the moment it opens, so that none can close before anybody
 * watches it. Thread-safe.
 */
final class UpstreamConnections {
  private final InstantSource clock;
  private final ConcurrentHashMap<HttpConnection, ConnectionLife> alive = new ConcurrentHashMap<>();

  UpstreamConnections(InstantSource clock) {
    this.clock = clock;
  }

  /** A connection has opened. What breaks it is told to the call that it carries. */
  void opened(HttpConnection connection) {
    alive.put(connection, new ConnectionLife(clock.instant()));
    connection.exceptionHandler(_ -> {}).closeHandler(_ -> closed(connection));
  }

  private void closed(HttpConnection connection) {
    var life = alive.remove(connection);
    if (life != null) {
      life.end();
    }
  }

  /** Life of a connection, null when it has closed. */
  @Nullable ConnectionLife life(HttpConnection connection) {
    return alive.get(connection);
  }
}
