package dev.tutti.wire;

import io.vertx.core.http.HttpClientRequest;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Life of one open connection: its beginning, its uses and its end. Thread-safe. */
final class ConnectionLife {
  private final Instant created;
  private final AtomicReference<Use> use;
  private final AtomicReference<@Nullable HttpClientRequest> carried = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> atEnd = new AtomicReference<>();

  ConnectionLife(Instant created) {
    this.created = created;
    this.use = new AtomicReference<>(new Use(created, 0));
  }

  /** Whether nobody has claimed it before; the first claimer is told of the end. */
  boolean claim(Runnable whenEnded) {
    return atEnd.compareAndSet(null, whenEnded);
  }

  void end() {
    var told = atEnd.getAndSet(() -> {});
    if (told != null) {
      told.run();
    }
  }

  /** Notes that it carries a request from now on. */
  void use(HttpClientRequest request, Instant now) {
    carried.set(request);
    use.updateAndGet(before -> new Use(now, before.count + 1));
  }

  /** Whether no other request has been given to it after this one. */
  boolean carries(HttpClientRequest request) {
    return request.equals(carried.get());
  }

  PoolStatistics.Connection describe(String local, String protocol) {
    var latest = use.get();
    return new PoolStatistics.Connection(local, protocol, created, latest.at, latest.count);
  }

  private record Use(Instant at, long count) {}
}
