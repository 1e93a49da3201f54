package dev.tutti.telemetry;

import dev.tutti.chat.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Meters of the tokens of attempts, by the names of the latest conventions and by the former. */
record TokenMeters(
    Counter input,
    Counter output,
    Counter cacheRead,
    Counter cacheWrite,
    Counter reasoning,
    DistributionSummary formerInput,
    DistributionSummary formerOutput) {

  static TokenMeters register(MeterRegistry registry, Tags tags) {
    return new TokenMeters(
        counter(registry, "input_tokens", tags),
        counter(registry, "output_tokens", tags),
        counter(registry, "cache_read.input_tokens", tags),
        counter(registry, "cache_write.input_tokens", tags),
        counter(registry, "reasoning.output_tokens", tags),
        former(registry, tags.and(GenAi.TOKEN_TYPE, "input")),
        former(registry, tags.and(GenAi.TOKEN_TYPE, "output")));
  }

  private static Counter counter(MeterRegistry registry, String kind, Tags tags) {
    return Counter.builder(GenAi.USAGE_METER + kind).tags(tags).register(registry);
  }

  private static DistributionSummary former(MeterRegistry registry, Tags tags) {
    return DistributionSummary.builder(GenAi.TOKENS_METER_1_41)
        .baseUnit("tokens")
        .tags(tags)
        .register(registry);
  }

  void record(Usage usage) {
    count(input, usage.input());
    count(output, usage.output());
    count(cacheRead, usage.cachedInput());
    count(cacheWrite, usage.cacheWrite());
    count(reasoning, usage.reasoning());
    formerInput.record((double) usage.input());
    formerOutput.record((double) usage.output());
  }

  private static void count(Counter counter, long tokens) {
    if (tokens > 0) {
      counter.increment((double) tokens);
    }
  }
}
