package dev.tutti.routing;

import dev.tutti.call.Target;
import dev.tutti.resilience.Breakers;
import java.util.Optional;

/** Something that may keep calls away from a deployment. Thread-safe and fast. */
@FunctionalInterface
public interface Gate {
  /** Why the deployment should not be asked now, such as {@code breaker open}; empty if it may. */
  Optional<String> against(Target target);

  /** Breakers that are open, and rests that upstreams have asked for. */
  static Gate of(Breakers breakers) {
    return target -> {
      if (breakers.available(target)) {
        return Optional.empty();
      }
      var status = breakers.status(target);
      var why = status.resting() ? "rests as its provider asked" : "breaker open: " + status.why();
      return Optional.of("%s, %d ms more".formatted(why, status.left().toMillis()));
    };
  }
}
