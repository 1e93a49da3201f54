package dev.tutti.alert;

import dev.tutti.call.Loop;
import dev.tutti.store.Store;
import dev.tutti.wire.SmallRequest;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Alerts that are kept and sent to nobody. */
public final class TestingAlerts {
  private TestingAlerts() {}

  /** Alerts over a database, with what was told before. */
  public static Alerts over(Store store, Loop loop, InstantSource clock, RandomGenerator random) {
    Outbox.Post taken =
        (_, _) -> Future.succeededFuture(new SmallRequest.SmallResponse(200, Map.of(), ""));
    return Alerts.open(store, taken, loop, clock, random);
  }
}
