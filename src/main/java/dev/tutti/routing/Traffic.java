package dev.tutti.routing;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.call.Target;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Watches every attempt, so that balancers know how busy and how fast each deployment is. It
 * outlives a reload. Thread-safe.
 */
public final class Traffic implements Guard {
  private static final int REMEMBERED = 10_000;

  private final LongSupplier nanos;
  private final ConcurrentHashMap<Target, Vitals> vitals = new ConcurrentHashMap<>();

  /**
   * @param nanos a ticker, as {@link System#nanoTime}
   */
  public Traffic(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    var one = vitals(attempt.target());
    one.began();
    attempt.onSettle(
        outcome -> {
          one.ended();
          var took = attempt.duration().orElse(Duration.ZERO);
          one.observe(outcome, attempt.timeToFirstToken().orElse(took), nanos.getAsLong());
        });
    return Future.succeededFuture();
  }

  /** Attempts at a deployment that have not ended. */
  int inFlight(Target target) {
    return vitals(target).inFlight();
  }

  /** Attempts at all deployments of a provider that have not ended. */
  int inFlightAt(String provider) {
    return vitals.entrySet().stream()
        .filter(each -> each.getKey().provider().equals(provider))
        .mapToInt(each -> each.getValue().inFlight())
        .sum();
  }

  /** The average time to the first token of a deployment, zero while nothing is known. */
  Duration latency(Target target) {
    return vitals(target).latency(nanos.getAsLong());
  }

  private Vitals vitals(Target target) {
    var known = vitals.get(target);
    if (known != null) {
      return known;
    }
    return vitals.size() < REMEMBERED
        ? vitals.computeIfAbsent(target, _ -> new Vitals())
        : new Vitals();
  }
}
