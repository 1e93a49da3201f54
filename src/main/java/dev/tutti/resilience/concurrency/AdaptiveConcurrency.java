package dev.tutti.resilience.concurrency;

import dev.tutti.call.Attempt;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * As many calls at once at every deployment as its latency shows to be good for it, see {@link
 * GradientLimit}; the others wait in line up to a time, then fail with {@code concurrency_timeout}.
 * What was learnt outlives a reload. Thread-safe.
 *
 * <p>Refusals for a rate or an overload, and time-outs, are signs of too many calls. A caller's
 * mistake, one that leaves, any other failure and what another guard refuses say nothing.
 */
public final class AdaptiveConcurrency {
  private static final int REMEMBERED = 10_000;
  private static final int MOST_SHOWN = 1_000;

  private final Function<DeploymentId, AdaptiveSettings> settings;
  private final MeterRegistry meters;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<DeploymentId, AdaptiveLimit> limits = new ConcurrentHashMap<>();
  private final Set<DeploymentId> shown = ConcurrentHashMap.newKeySet();

  /**
   * A limit at one moment.
   *
   * @param limit calls at once that are allowed, {@code min} to {@code max}
   * @param inFlight calls that are; more than the limit for a while after it fell
   * @param waiting calls in line
   */
  public record Status(
      DeploymentId target, int min, int max, int limit, int inFlight, int waiting) {}

  /**
   * @param settings of a deployment, at this moment
   * @param nanos a ticker, as {@link System#nanoTime}
   */
  public AdaptiveConcurrency(
      Function<DeploymentId, AdaptiveSettings> settings, MeterRegistry meters, LongSupplier nanos) {
    this.settings = settings;
    this.meters = meters;
    this.nanos = nanos;
  }

  /** A guard at which calls wait in line for so long. */
  public Guard waiting(Duration longestWait) {
    return (request, call, attempt) -> {
      var wanted = settings.apply(attempt.target());
      if (!wanted.enabled()) {
        return Future.succeededFuture();
      }
      var limit = of(attempt.target(), wanted);
      if (!shown.contains(attempt.target())) {
        showOnceKnown(request, attempt, limit);
      }
      return limit.admit(kind(request), call, attempt, longestWait);
    };
  }

  /** Callers may invent models, so a name must be an alias's or have answered to become a label. */
  private void showOnceKnown(ChatRequest request, Attempt attempt, AdaptiveLimit limit) {
    var target = attempt.target();
    if (!request.model().equals(target.deployment())) {
      show(target, limit);
      return;
    }
    attempt.onSettle(
        outcome -> {
          if (outcome instanceof Outcome.Completed) {
            show(target, limit);
          }
        });
  }

  private void show(DeploymentId target, AdaptiveLimit limit) {
    if (limits.get(target) == limit && shown.size() < MOST_SHOWN && shown.add(target)) {
      gauge("tutti.concurrency.limit", target, limit, Status::limit);
      gauge("tutti.concurrency.in.flight", target, limit, Status::inFlight);
      gauge("tutti.concurrency.waiting", target, limit, Status::waiting);
    }
  }

  private static LatencyWindow.Kind kind(ChatRequest request) {
    return request.stream() ? LatencyWindow.Kind.STREAM : LatencyWindow.Kind.WHOLE;
  }

  private AdaptiveLimit of(DeploymentId target, AdaptiveSettings wanted) {
    var known = limits.get(target);
    if (known == null) {
      known =
          limits.size() < REMEMBERED
              ? limits.computeIfAbsent(target, _ -> new AdaptiveLimit(target, wanted, nanos))
              : new AdaptiveLimit(target, wanted, nanos);
    }
    known.follow(wanted);
    return known;
  }

  private void gauge(
      String name, DeploymentId target, AdaptiveLimit limit, ToDoubleFunction<Status> figure) {
    Gauge.builder(name, limit, each -> figure.applyAsDouble(each.status(target)))
        .tags(Tags.of("provider", target.provider(), "model", target.model()))
        .register(meters);
  }

  /**
   * Number of calls that a deployment is allowed at once now; empty where latency does not decide.
   */
  public OptionalInt limit(DeploymentId target) {
    var wanted = settings.apply(target);
    if (!wanted.enabled()) {
      return OptionalInt.empty();
    }
    var known = limits.get(target);
    return OptionalInt.of(known == null ? wanted.initial() : known.status(target).limit());
  }

  /** Every deployment whose calls were limited this way, by name. */
  public List<Status> all() {
    return limits.entrySet().stream()
        .map(each -> each.getValue().status(each.getKey()))
        .sorted(Comparator.comparing(status -> status.target().deployment()))
        .toList();
  }
}
