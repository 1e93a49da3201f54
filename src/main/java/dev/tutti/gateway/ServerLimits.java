package dev.tutti.gateway;

import dev.tutti.forecast.usage.PeakLimits;
import dev.tutti.monitor.LimitKind;
import dev.tutti.monitor.LimitUse;
import dev.tutti.resilience.limit.Bucket;
import dev.tutti.resilience.limit.Measure;
import dev.tutti.resilience.limit.RateLimiter.Level;
import dev.tutti.resilience.limit.UpstreamLimits.Quota;
import dev.tutti.routing.ModelStack;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Limits of this server, and of the upstreams that it asks. Thread-safe. */
record ServerLimits(ModelStack models) implements PeakLimits {

  /** How full each of them is. Does not block. */
  List<LimitUse> uses() {
    var uses = new ArrayList<LimitUse>();
    models
        .places()
        .forEach(
            (name, at) ->
                uses.add(
                    new LimitUse(
                        LimitKind.IN_FLIGHT, name, at.most(), at.inFlight(), at.waiting())));
    for (var each : models.adaptive().all()) {
      uses.add(
          new LimitUse(
              LimitKind.ADAPTIVE,
              each.target().deployment(),
              each.limit(),
              each.inFlight(),
              each.waiting()));
    }
    models.limits().levels().forEach(level -> uses.add(use(level)));
    models
        .traffic()
        .quotas()
        .forEach(
            (target, quotas) -> quotas.forEach(quota -> uses.add(use(target.deployment(), quota))));
    return uses;
  }

  private static LimitUse use(Level level) {
    var bucket = level.bucket();
    return new LimitUse(
        kind(bucket.measure()),
        bucket.subject(),
        bucket.most(),
        bucket.most() - level.remaining(),
        0);
  }

  private static LimitKind kind(Measure measure) {
    return switch (measure) {
      case REQUESTS -> LimitKind.REQUESTS;
      case TOKENS -> LimitKind.TOKENS;
      case CONCURRENCY -> LimitKind.CONCURRENCY;
    };
  }

  private static LimitUse use(String deployment, Quota quota) {
    var kind =
        quota.measure() == Measure.TOKENS ? LimitKind.UPSTREAM_TOKENS : LimitKind.UPSTREAM_REQUESTS;
    return new LimitUse(kind, deployment, quota.most(), quota.most() - quota.remaining(), 0);
  }

  /** That of the provider, or what its upstream has told of all its models together. */
  @Override
  public OptionalLong tokensPerMinute(String provider) {
    var configured = bucket(provider, Measure.TOKENS);
    return configured.isPresent() ? configured : told(provider);
  }

  private OptionalLong told(String provider) {
    long sum =
        models.traffic().quotas().entrySet().stream()
            .filter(each -> each.getKey().provider().equals(provider))
            .flatMap(each -> each.getValue().stream())
            .filter(quota -> quota.measure() == Measure.TOKENS)
            .mapToLong(Quota::most)
            .sum();
    return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  @Override
  public OptionalLong callsAtOnce(String provider) {
    var places = models.places().get(provider);
    var configured = bucket(provider, Measure.CONCURRENCY);
    if (places == null) {
      return configured;
    }
    return OptionalLong.of(Math.min(places.most(), configured.orElse(Long.MAX_VALUE)));
  }

  private OptionalLong bucket(String provider, Measure measure) {
    return models.limits().settings().providers().getOrDefault(provider, List.of()).stream()
        .filter(bucket -> bucket.measure() == measure)
        .mapToLong(Bucket::most)
        .findFirst();
  }
}
