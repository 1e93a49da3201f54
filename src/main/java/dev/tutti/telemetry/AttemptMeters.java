package dev.tutti.telemetry;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meters of every attempt, by OpenTelemetry's semantic conventions for generative AI clients:
 * {@code gen_ai.client.operation.duration}, {@code gen_ai.client.operation.time_to_first_chunk} and
 * the counters {@code gen_ai.client.inference.usage.*}; for one more release also {@code
 * gen_ai.client.token.usage}, which those have replaced.
 *
 * <p>Callers may name any model of a provider, also one that there is not. A model has its own
 * label once it was reached through an alias or has completed an answer; before that, and beyond
 * 100 of a provider or 2,000 series, it is called {@code other}.
 *
 * <p>Thread-safe.
 */
public final class AttemptMeters implements Guard {
  private static final int MOST = 2_000;
  private static final int MOST_MODELS = 100;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
    Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
    Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final ConcurrentHashMap<Series, Meters> meters = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Set<String>> known = new ConcurrentHashMap<>();

  /** Measures into a registry. */
  public AttemptMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    attempt.onSettle(outcome -> record(request, attempt, outcome));
    return Future.succeededFuture();
  }

  private void record(ChatRequest request, Attempt attempt, Outcome outcome) {
    var series = new Series(request.operation(), attempt.target(), outcome.word());
    var found = meters(isKnown(request, attempt, outcome) ? series : series.anonymous());
    attempt.duration().ifPresent(found.duration::record);
    attempt.timeToFirstToken().ifPresent(found.firstChunk::record);
    if (!outcome.usage().isNone()) {
      found.tokens.record(outcome.usage());
    }
  }

  /** A caller of an alias has not chosen the model's name; the configuration has. */
  private boolean isKnown(ChatRequest request, Attempt attempt, Outcome outcome) {
    var target = attempt.target();
    var models = known.computeIfAbsent(target.provider(), _ -> ConcurrentHashMap.newKeySet());
    if (models.contains(target.model())) {
      return true;
    }
    boolean proves =
        outcome instanceof Outcome.Completed || !request.model().equals(target.deployment());
    return proves && models.size() < MOST_MODELS && models.add(target.model());
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
            GenAi.OPERATION, series.operation.wire(),
            GenAi.PROVIDER, series.target.provider(),
            GenAi.REQUEST_MODEL, series.target.model());
    var ended = tags.and("outcome", series.outcome);
    return new Meters(
        timer(GenAi.DURATION_METER, ended),
        timer(GenAi.FIRST_CHUNK_METER, ended),
        TokenMeters.register(registry, tags));
  }

  private Timer timer(String name, Tags tags) {
    return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
  }

  private record Series(Operation operation, DeploymentId target, String outcome) {
    Series anonymous() {
      return new Series(operation, new DeploymentId(target.provider(), "other"), outcome);
    }
  }

  private record Meters(Timer duration, Timer firstChunk, TokenMeters tokens) {}
}
