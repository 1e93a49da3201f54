package dev.tutti.resilience.limit;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.RateLimiter.Answer;
import dev.tutti.resilience.limit.RateLimiter.Crowded;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import dev.tutti.resilience.limit.RateLimiter.Level;
import dev.tutti.resilience.limit.RateLimiter.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of providers, which every attempt meets: what is too much fails at once with {@code
 * rate_limited}, or with {@code limit_exceeded} where it is more than the limit ever holds, so that
 * another deployment can be asked. Thread-safe.
 */
public final class ProviderLimits implements Guard {
  private final RateLimiter limiter;
  private final Supplier<LimitSettings> settings;
  private final LimitMeters meters;
  private final PromptForecast forecast;

  /**
   * @param settings those of the moment
   * @param forecast of prompts
   */
  public ProviderLimits(
      RateLimiter limiter,
      Supplier<LimitSettings> settings,
      MeterRegistry registry,
      PromptForecast forecast) {
    this.limiter = limiter;
    this.settings = settings;
    this.meters = new LimitMeters(registry);
    this.forecast = forecast;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    var buckets = settings.get().provider(attempt.target().provider());
    if (buckets.isEmpty()) {
      return Future.succeededFuture();
    }
    var demands = new ArrayList<Demand>(buckets.size());
    long prompt = forecast.of(attempt.target().deployment(), request);
    buckets.forEach(bucket -> demands.add(bucket.demand(prompt, request.answerForecast())));
    var never = Demand.neverGranted(demands);
    if (never.isPresent()) {
      meters.rejected(Scope.PROVIDER);
      return Future.failedFuture(LimitFaults.never(never.get()));
    }
    var reserved = limiter.reserve(demands, call);
    return reserved.succeeded()
        ? decide(attempt, demands, reserved.result())
        : reserved.compose(answer -> decide(attempt, demands, answer));
  }

  private Future<Void> decide(Attempt attempt, List<Demand> demands, Answer answer) {
    return switch (answer) {
      case Granted _ -> {
        meters.granted(demands);
        var lease = new Lease(demands, limiter, _ -> {});
        attempt.onSettle(lease::settle);
        yield Future.succeededFuture();
      }
      case Refused refused -> {
        meters.rejected(Scope.PROVIDER);
        yield Future.failedFuture(LimitFaults.of(refused));
      }
      case Crowded crowded -> Future.failedFuture(LimitFaults.of(crowded));
    };
  }

  /** Limit of its provider that a deployment has reached, and for how long; empty if none. */
  public Optional<Level> spent(DeploymentId target) {
    @Nullable Level longest = null;
    for (var bucket : settings.get().provider(target.provider())) {
      var level = limiter.level(bucket);
      if (level.remaining() == 0
          && (longest == null || level.untilSome().compareTo(longest.untilSome()) > 0)) {
        longest = level;
      }
    }
    return Optional.ofNullable(longest);
  }

  /** The share of its provider's limits that is left to a deployment, 0 to 1; 1 without limits. */
  public double shareLeft(DeploymentId target) {
    double least = 1;
    for (var bucket : settings.get().provider(target.provider())) {
      least = Math.min(least, limiter.level(bucket).share());
    }
    return least;
  }
}
