package dev.tutti.routing.balance;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.resilience.limit.UpstreamLimits;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Observer of every attempt, by which balancers know how busy and how fast each deployment is, and
 * which ones have just come back. It outlives a reload. Thread-safe.
 */
public final class Traffic implements Guard {
  private static final int REMEMBERED = 10_000;

  private final LongSupplier nanos;
  private final SlowStart slowStart;
  private final ConcurrentHashMap<DeploymentId, Vitals> vitals = new ConcurrentHashMap<>();

  /**
   * @param nanos a ticker, as {@link System#nanoTime}
   */
  public Traffic(LongSupplier nanos) {
    this.nanos = nanos;
    this.slowStart = new SlowStart(nanos);
  }

  /** The deployments that have just come back. */
  public SlowStart slowStart() {
    return slowStart;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    var one = vitals(attempt.target());
    one.began();
    attempt.onFirstToken(time -> one.answered(time, nanos.getAsLong()));
    attempt.onSettle(outcome -> end(one, attempt, outcome));
    return Future.succeededFuture();
  }

  private void end(Vitals one, Attempt attempt, Outcome outcome) {
    one.ended();
    if (!attempt.headers().isEmpty()) {
      one.told(new UpstreamLimits(attempt.headers(), nanos.getAsLong()));
    }
    var took = attempt.duration().orElse(Duration.ZERO);
    switch (outcome) {
      case Outcome.Failed(Fault fault, var _) when fault.code().counts() ->
          one.failed(took, nanos.getAsLong());
      case Outcome.Completed _ when attempt.timeToFirstToken().isEmpty() ->
          one.answered(took, nanos.getAsLong());
      case Outcome.Failed _, Outcome.Completed _ -> {}
    }
  }

  /** Attempts at a deployment that have not ended. */
  public int inFlight(DeploymentId target) {
    return vitals(target).inFlight();
  }

  /** Attempts at all deployments of a provider that have not ended. */
  public int inFlightAt(String provider) {
    return vitals.entrySet().stream()
        .filter(each -> each.getKey().provider().equals(provider))
        .mapToInt(each -> each.getValue().inFlight())
        .sum();
  }

  /** What upstreams have told of their limits with their latest answers, by deployment. */
  public Map<DeploymentId, List<UpstreamLimits.Quota>> quotas() {
    long now = nanos.getAsLong();
    var quotas = new HashMap<DeploymentId, List<UpstreamLimits.Quota>>();
    vitals.forEach(
        (target, one) -> one.limits().ifPresent(limits -> quotas.put(target, limits.quotas(now))));
    return quotas;
  }

  /** The average time to the first token of a deployment, zero while nothing is known. */
  Duration latency(DeploymentId target) {
    return vitals(target).latency(nanos.getAsLong());
  }

  private Vitals vitals(DeploymentId target) {
    var known = vitals.get(target);
    if (known != null) {
      return known;
    }
    return vitals.size() < REMEMBERED
        ? vitals.computeIfAbsent(target, _ -> new Vitals())
        : new Vitals();
  }
}
