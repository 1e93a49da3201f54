package dev.tutti.ledger;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Shows a ledger's {@link LedgerStats} among the meters. */
public record LedgerMeters(Ledger ledger) implements MeterBinder {

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("tutti.ledger.waiting", ledger, it -> it.stats().waiting())
        .description("Records that wait to be written")
        .register(registry);
    FunctionCounter.builder("tutti.ledger.written", ledger, it -> it.stats().written())
        .description("Records that were written")
        .register(registry);
    FunctionCounter.builder("tutti.ledger.dropped", ledger, it -> it.stats().dropped())
        .description("Records that were lost because too many waited")
        .register(registry);
    Gauge.builder("tutti.ledger.failing", ledger, it -> it.stats().failing() ? 1 : 0)
        .description("1 while the database does not take the records, else 0")
        .register(registry);
  }
}
