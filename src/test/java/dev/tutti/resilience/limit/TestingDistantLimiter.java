package dev.tutti.resilience.limit;

import dev.tutti.call.TestingLoop;
import dev.tutti.resilience.limit.Bucket.Demand;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;

/** Decides at once, and tells it after a time. */
record TestingDistantLimiter(RateLimiter near, TestingLoop loop) implements RateLimiter {
  static final Duration TIME = Duration.ofMillis(20);

  @Override
  public Future<Answer> reserve(List<Demand> demands) {
    var decided = near.reserve(demands).result();
    Promise<Answer> told = Promise.promise();
    loop.timer(TIME, () -> told.complete(decided));
    return told.future();
  }

  @Override
  public void giveBack(Demand unused) {
    near.giveBack(unused);
  }

  @Override
  public void charge(Demand used) {
    near.charge(used);
  }

  @Override
  public Level level(Bucket bucket) {
    return near.level(bucket);
  }

  @Override
  public List<Level> emptiest(int most) {
    return near.emptiest(most);
  }
}
