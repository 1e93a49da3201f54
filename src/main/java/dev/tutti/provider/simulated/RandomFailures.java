package dev.tutti.provider.simulated;

import dev.tutti.chat.FaultCode;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Failures of some calls at random: which ones depends on the seed and on how many calls came
 * before, so that a second try of the same request may succeed. Thread-safe.
 */
public final class RandomFailures {
  private static final long STRIDE = 0x9E3779B97F4A7C15L;
  private static final List<Behaviour> ERRORS =
      List.of(
          new Failure(FaultCode.RATE_LIMITED, "too many requests"),
          new Failure(FaultCode.UPSTREAM_ERROR, "something broke inside"),
          new Failure(FaultCode.OVERLOADED, "too much to do"));

  private final long seed;
  private final double errorRate;
  private final double stallRate;
  private final AtomicLong calls = new AtomicLong();

  /** Failures of these shares of all calls, each from 0 to 1. */
  public RandomFailures(long seed, double errorRate, double stallRate) {
    this.seed = seed;
    this.errorRate = errorRate;
    this.stallRate = stallRate;
  }

  long seed() {
    return seed;
  }

  /** A behaviour that the next call gets instead of its answer. */
  Optional<Behaviour> throwOnce(Behaviour planned) {
    var random = new SplittableRandom(seed + STRIDE * calls.incrementAndGet());
    double drawn = random.nextDouble();
    if (drawn < errorRate) {
      return Optional.of(ERRORS.get(random.nextInt(ERRORS.size())));
    }
    return drawn < errorRate + stallRate
        ? Optional.of(new StoppedBehaviour(planned, new Ending.Silence()))
        : Optional.empty();
  }
}
