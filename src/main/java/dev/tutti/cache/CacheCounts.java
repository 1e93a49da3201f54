package dev.tutti.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of the response cache since the start. Thread-safe. */
final class CacheCounts {
  private final Map<CacheResult, Counter> results = new LinkedHashMap<>();
  private final AtomicLong nanoDollars = new AtomicLong();

  CacheCounts(MeterRegistry registry) {
    for (var each : CacheResult.values()) {
      results.put(each, registry.counter("tutti.cache", "result", each.word()));
    }
    FunctionCounter.builder("tutti.cache.saved.usd", nanoDollars, it -> it.get() / 1e9)
        .description("What the answers would have cost that were given again")
        .register(registry);
  }

  void count(CacheResult result) {
    var counter = results.get(result);
    if (counter != null) {
      counter.increment();
    }
  }

  void saved(long more) {
    nanoDollars.addAndGet(more);
  }

  long saved() {
    return nanoDollars.get();
  }

  Map<String, Long> all() {
    var all = new LinkedHashMap<String, Long>();
    results.forEach((result, counter) -> all.put(result.word(), (long) counter.count()));
    return all;
  }
}
