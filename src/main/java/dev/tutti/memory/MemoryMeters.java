package dev.tutti.memory;

import dev.tutti.memory.api.RecallScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Meters of the memory; none says whose it is. Thread-safe. */
record MemoryMeters(MeterRegistry registry) {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  /** Counts changes of facts: {@code added}, {@code changed}, {@code erased} or {@code noted}. */
  void changed(String how, int facts) {
    Counter.builder("tutti.memory.facts")
        .description("Changes of facts about end users")
        .tag("change", how)
        .register(registry)
        .increment(facts);
  }

  /** Timer of searches. */
  Timer recalls(RecallScope scope) {
    return timer("tutti.memory.recall", "Searches of the memory")
        .tag("scope", scope.word())
        .register(registry);
  }

  /** Timer of what is looked up for prompts. */
  Timer prompts() {
    return timer("tutti.memory.prompt", "Facts looked up for prompts").register(registry);
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }
}
