package dev.tutti.routing.balance;

import dev.tutti.call.DeploymentId;
import dev.tutti.config.Kind;
import dev.tutti.resilience.breaker.Breakers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Deployments that have just come back, and since when: a breaker has closed again, health has
 * recovered, or the configuration has a new one. A cold deployment that got its whole share at once
 * would be slow for everybody, and one that is still weak would fail again. Thread-safe.
 */
public final class SlowStart implements Breakers.Listener {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Time in which a deployment gets its whole share. */
  static final Kind<Duration> PERIOD =
      Kind.of("a time from 0s, which is off, to 1h", Duration.ZERO, SlowStart::period);

  private static final double FIRST = 0.1;

  private final LongSupplier nanos;
  private final ConcurrentHashMap<DeploymentId, Long> since = new ConcurrentHashMap<>();
  private final AtomicLong latest = new AtomicLong();
  private final AtomicReference<Set<DeploymentId>> configured = new AtomicReference<>(Set.of());

  SlowStart(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private static Duration period(String text) {
    return Kind.durationOrZero()
        .reading()
        .apply(text)
        .filter(each -> each.compareTo(LONGEST) <= 0)
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  /** A deployment is back. */
  public void begin(DeploymentId target) {
    long now = nanos.getAsLong();
    since.values().removeIf(began -> now - began >= LONGEST.toNanos());
    since.put(target, now);
    latest.set(now);
  }

  @Override
  public void changed(DeploymentId target, String before, String now, String why) {
    if (now.equals("closed")) {
      begin(target);
    }
  }

  /**
   * Tells which deployments there are from now on. Those that were not there before have come; the
   * first ones of a process have not, because there is nobody else to take their calls.
   */
  public void configured(Set<DeploymentId> now) {
    var before = configured.getAndSet(now);
    since.keySet().retainAll(now);
    if (!before.isEmpty()) {
      now.stream().filter(target -> !before.contains(target)).forEach(this::begin);
    }
  }

  /** Whether no deployment has come back within this time. */
  boolean isQuiet(Duration period) {
    return since.isEmpty() || nanos.getAsLong() - latest.get() >= period.toNanos();
  }

  /**
   * The share of its usual calls that a deployment gets now: from 0.1, in a straight line, to 1
   * after {@code period}.
   */
  double share(DeploymentId target, Duration period) {
    var began = since.get(target);
    if (began == null) {
      return 1;
    }
    long passed = nanos.getAsLong() - began;
    return passed >= period.toNanos() ? 1 : FIRST + (1 - FIRST) * passed / period.toNanos();
  }
}
