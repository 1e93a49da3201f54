package dev.tutti.cooperation.vote;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of votes, by the type of their answers and what came of them. Thread-safe. */
public record VoteMeters(MeterRegistry registry) {
  /** Counts a vote: with a consensus, without one, or of nothing but abstentions. */
  public void count(VoteResult result) {
    var outcome =
        result.leader() == null ? "abstained" : result.reached() ? "consensus" : "no_consensus";
    Counter.builder("tutti.votes")
        .description("Votes over the answers of models")
        .tag("type", result.type().word())
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }
}
