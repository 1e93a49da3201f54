package dev.tutti.wire;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** What is known of one open connection. Thread-safe. */
final class ConnectionLife {
  private final Instant created;
  private final AtomicReference<Use> use;

  ConnectionLife(Instant created) {
    this.created = created;
    this.use = new AtomicReference<>(new Use(created, 0));
  }

  void use(Instant now) {
    use.updateAndGet(before -> new Use(now, before.count + 1));
  }

  PoolStatistics.Connection describe(String local, String protocol) {
    var latest = use.get();
    return new PoolStatistics.Connection(local, protocol, created, latest.at, latest.count);
  }

  private record Use(Instant at, long count) {}
}
