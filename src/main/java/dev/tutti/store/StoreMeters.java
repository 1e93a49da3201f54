package dev.tutti.store;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows a store's {@link StoreStats} among the meters. */
public record StoreMeters(Store store) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    waiting("write").register(registry);
    waiting("read").register(registry);
    FunctionCounter.builder("tutti.store.failures", store, it -> it.stats().failures())
        .description("Transactions that failed")
        .register(registry);
    Gauge.builder("tutti.store.log.bytes", store, it -> it.stats().logBytes())
        .description("Size of the write-ahead log")
        .register(registry);
  }

  private Gauge.Builder<Store> waiting(String kind) {
    boolean writes = kind.equals("write");
    return Gauge.builder(
            "tutti.store.waiting",
            store,
            it -> writes ? it.stats().waitingWrites() : it.stats().waitingReads())
        .description("Transactions that wait for their turn")
        .tag("kind", kind);
  }
}
