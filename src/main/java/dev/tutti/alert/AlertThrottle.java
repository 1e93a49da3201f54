package dev.tutti.alert;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Throttle of the alerts about one thing, such as a deployment's breaker: within a window each kind
 * of event is told once, and after it what was held back, unless it is what was told last. So a
 * thing that flaps is not told again and again, and yet its last state is always known. Not
 * thread-safe; times are nanoseconds of one ticker.
 */
final class AlertThrottle {
  private final Map<AlertType, Long> told = new EnumMap<>(AlertType.class);
  private @Nullable AlertType last;
  private @Nullable Alert held;
  private int repeats;
  private boolean awaited;

  /** The alert to tell now; empty when it is held back. */
  Optional<Alert> hear(Alert alert, long now, Duration window) {
    if (left(alert.type(), now, window).isPositive()) {
      held = alert;
      repeats++;
      return Optional.empty();
    }
    return Optional.of(tell(alert, now));
  }

  private Alert tell(Alert alert, long now) {
    var complete = alert.after(repeats);
    told.put(alert.type(), now);
    last = alert.type();
    held = null;
    repeats = 0;
    return complete;
  }

  /** Time until what is held back may be told; zero when nothing is, or when it may be now. */
  Duration left(long now, Duration window) {
    return held == null ? Duration.ZERO : left(held.type(), now, window);
  }

  private Duration left(AlertType type, long now, Duration window) {
    var since = told.get(type);
    var left = since == null ? Duration.ZERO : window.minusNanos(now - since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether somebody waits already to settle it; from now on somebody does. */
  boolean await() {
    boolean was = awaited;
    awaited = true;
    return was;
  }

  /** Alert that was held back and is news, once its window is over. */
  Optional<Alert> settle(long now) {
    var alert = held;
    held = null;
    awaited = false;
    return alert == null || alert.type() == last ? Optional.empty() : Optional.of(tell(alert, now));
  }
}
