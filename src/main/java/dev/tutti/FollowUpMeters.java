package dev.tutti;

import dev.tutti.followup.FollowUpDecision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of decisions about follow-ups, by what was decided and which layer did. Thread-safe. */
record FollowUpMeters(MeterRegistry registry) {
  /** Counts a decision. */
  void count(FollowUpDecision decision) {
    Counter.builder("tutti.follow_ups")
        .description("Decisions whether a message needs what was said before it")
        .tag("decision", decision.decision().word())
        .tag("layer", decision.layer().word())
        .register(registry)
        .increment();
  }
}
