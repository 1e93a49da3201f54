package dev.tutti.telemetry;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.call.Target;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures every attempt, by OpenTelemetry's semantic conventions for generative AI clients: {@code
 * gen_ai.client.operation.duration}, {@code gen_ai.client.operation.time_to_first_chunk} and {@code
 * gen_ai.client.token.usage}. Callers may name any model of a provider, so beyond {@link #MOST}
 * series the model is called {@code other}.
 */
public final class AttemptMeters implements Guard {
  private static final int MOST = 1_000;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
    Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
    Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final ConcurrentHashMap<Series, Meters> meters = new ConcurrentHashMap<>();

  /** Measures into a registry. */
  public AttemptMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    attempt.onSettle(outcome -> record(request.operation(), attempt, outcome));
    return Future.succeededFuture();
  }

  private void record(Operation operation, Attempt attempt, Outcome outcome) {
    var found = meters(new Series(operation, attempt.target(), outcome.word()));
    attempt.duration().ifPresent(found.duration::record);
    attempt.timeToFirstToken().ifPresent(found.firstChunk::record);
    if (!outcome.usage().isNone()) {
      found.input.record((double) outcome.usage().input());
      found.output.record((double) outcome.usage().output());
    }
  }

  private Meters meters(Series series) {
    var found = meters.get(series);
    if (found != null) {
      return found;
    }
    var bounded = meters.size() < MOST ? series : series.anonymous();
    return meters.computeIfAbsent(bounded, this::register);
  }

  private Meters register(Series series) {
    var tags =
        Tags.of(
            "gen_ai.operation.name", series.operation.wire(),
            "gen_ai.provider.name", series.target.provider(),
            "gen_ai.request.model", series.target.model());
    var ended = tags.and("outcome", series.outcome);
    return new Meters(
        timer("gen_ai.client.operation.duration", ended),
        timer("gen_ai.client.operation.time_to_first_chunk", ended),
        tokens(tags.and("gen_ai.token.type", "input")),
        tokens(tags.and("gen_ai.token.type", "output")));
  }

  private Timer timer(String name, Tags tags) {
    return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
  }

  private DistributionSummary tokens(Tags tags) {
    return DistributionSummary.builder("gen_ai.client.token.usage")
        .baseUnit("tokens")
        .tags(tags)
        .register(registry);
  }

  private record Series(Operation operation, Target target, String outcome) {
    Series anonymous() {
      return new Series(operation, new Target(target.provider(), "other"), outcome);
    }
  }

  private record Meters(
      Timer duration, Timer firstChunk, DistributionSummary input, DistributionSummary output) {}
}
