package dev.tutti.routing.balance;

import dev.tutti.call.DeploymentId;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.limit.ProviderLimits;
import dev.tutti.resilience.limit.RateLimiter.Level;
import java.time.Duration;
import java.util.Optional;

/** Something that may keep calls away from a deployment. Thread-safe and fast. */
@FunctionalInterface
public interface Availability {
  /**
   * The reason why the deployment should not be asked now, such as {@code breaker open}; empty if
   * it may.
   */
  Optional<String> against(DeploymentId target);

  /** Whether it counts only while another deployment may be asked. */
  default boolean yields() {
    return false;
  }

  /** Whether it keeps calls away even when no other deployment is left. */
  default boolean strict() {
    return false;
  }

  /** The same availability, which keeps calls away even when no other deployment is left. */
  default Availability always() {
    return new Availability() {
      @Override
      public Optional<String> against(DeploymentId target) {
        return Availability.this.against(target);
      }

      @Override
      public boolean strict() {
        return true;
      }
    };
  }

  /** The time for which a limit keeps calls away, which is nobody's failure; empty if none does. */
  default Optional<Duration> limited(DeploymentId target) {
    return Optional.empty();
  }

  /** Keeps calls away from open breakers, and from deployments that asked for a rest. */
  static Availability open(Breakers breakers) {
    return target ->
        breakers.permits(target) ? Optional.empty() : Optional.of(why(breakers.status(target)));
  }

  /** Asks others first while a deployment rests that did not say for how long. */
  static Availability resting(Breakers breakers) {
    return new Availability() {
      @Override
      public Optional<String> against(DeploymentId target) {
        return breakers.rests(target)
            ? Optional.of(why(breakers.status(target)))
            : Optional.empty();
      }

      @Override
      public boolean yields() {
        return true;
      }
    };
  }

  /** Keeps calls away from providers whose limits are spent. */
  static Availability of(ProviderLimits limits) {
    return new Availability() {
      @Override
      public Optional<String> against(DeploymentId target) {
        return limits.spent(target).map(Availability::why);
      }

      @Override
      public Optional<Duration> limited(DeploymentId target) {
        return limits.spent(target).map(Level::untilSome);
      }
    };
  }

  private static String why(Level level) {
    var bucket = level.bucket();
    return "limit of %s spent: %d %s, %d ms more"
        .formatted(
            bucket.subject(), bucket.most(), bucket.measure().rate(), level.untilSome().toMillis());
  }

  private static String why(Breakers.Status status) {
    var why = status.resting() ? "rests after a refusal" : "breaker open: " + status.why();
    return "%s, %d ms more".formatted(why, status.left().toMillis());
  }
}
