package dev.tutti.resilience.limit;

import dev.tutti.resilience.limit.Bucket.Demand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Meter of calls at limits, {@code tutti.limits} by scope and result: {@code granted}, {@code
 * rejected}, or {@code waited} for those that had to get in line first. Thread-safe.
 */
final class LimitMeters {
  private final Map<Scope, Counter> granted = new EnumMap<>(Scope.class);
  private final Map<Scope, Counter> rejected = new EnumMap<>(Scope.class);
  private final Map<Scope, Counter> waited = new EnumMap<>(Scope.class);

  LimitMeters(MeterRegistry registry) {
    for (var scope : Scope.values()) {
      granted.put(scope, counter(registry, scope, "granted"));
      rejected.put(scope, counter(registry, scope, "rejected"));
      waited.put(scope, counter(registry, scope, "waited"));
    }
  }

  private static Counter counter(MeterRegistry registry, Scope scope, String result) {
    return Counter.builder("tutti.limits")
        .description("Calls that a limit was asked for, by what became of them")
        .tag("scope", scope.word())
        .tag("result", result)
        .register(registry);
  }

  /** Counts once for each scope; the demands of one stand together. */
  void granted(List<Demand> demands) {
    for (int i = 0; i < demands.size(); i++) {
      var scope = demands.get(i).bucket().scope();
      if (i == 0 || demands.get(i - 1).bucket().scope() != scope) {
        count(granted, scope);
      }
    }
  }

  void rejected(Scope scope) {
    count(rejected, scope);
  }

  void waited(Scope scope) {
    count(waited, scope);
  }

  private static void count(Map<Scope, Counter> counters, Scope scope) {
    var counter = counters.get(scope);
    if (counter != null) {
      counter.increment();
    }
  }
}
