package dev.tutti.resilience.breaker;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The breaker of every deployment, and its rests: a deployment that is rate-limited has not failed,
 * but is left alone for as long as it asks. Both outlive a reload. Thread-safe.
 */
public final class Breakers implements Guard {
  private static final Logger log = LoggerFactory.getLogger(Breakers.class);
  private static final int REMEMBERED = 10_000;

  private final BreakerSettings settings;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<DeploymentId, WatchedDeployment> watched =
      new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Listener to changes of breakers; called on whatever thread changed one. */
  @FunctionalInterface
  public interface Listener {
    /** It was {@code before} and is {@code now}, see {@link Status#state}. */
    void changed(DeploymentId target, String before, String now, String why);
  }

  /**
   * A breaker at one moment.
   *
   * @param state {@code closed}, {@code open} or {@code half_open}
   * @param why why it opened, else empty
   * @param left how long until the next attempt may pass, zero when one may now
   * @param resting whether it rests because its upstream asked for it
   * @param latest the attempts that it looks at while it is closed
   */
  public record Status(
      DeploymentId target,
      String state,
      String why,
      Duration left,
      boolean resting,
      Latest latest) {}

  /**
   * Latest attempts at a deployment whose breaker is closed; none where it is not.
   *
   * @param attempts so many are looked at, at most as many as the window is wide
   * @param failed of these
   * @param inARow failures since the last success
   */
  public record Latest(int attempts, int failed, int inARow) {
    static final Latest NONE = new Latest(0, 0, 0);

    static Latest of(BreakerState state) {
      return state instanceof BreakerState.Closed(long _, int inARow, var recent)
          ? new Latest(recent.size(), Long.bitCount(recent.failures()), inARow)
          : NONE;
    }
  }

  /**
   * @param nanos a ticker, as {@link System#nanoTime}
   */
  public Breakers(BreakerSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /** When a breaker opens, and for how long. */
  public BreakerSettings settings() {
    return settings;
  }

  /** From now on tells of every change. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    if (!settings.enabled()) {
      return Future.succeededFuture();
    }
    var one = of(attempt.target());
    long now = nanos.getAsLong();
    var resting = one.cooldown.refusal(now);
    if (resting.isPresent()) {
      return Future.failedFuture(resting.get());
    }
    var pass = one.breaker.admit(now);
    if (pass.isEmpty()) {
      return Future.failedFuture(refusal(attempt.target()));
    }
    if (pass.get().first()) {
      tell(attempt.target(), "open", "half_open", "its rest is over, one probe goes out");
    }
    attempt.onSettle(outcome -> end(attempt.target(), one, pass.get(), outcome));
    return Future.succeededFuture();
  }

  private void end(DeploymentId target, WatchedDeployment one, Breaker.Pass pass, Outcome outcome) {
    long now = nanos.getAsLong();
    if (outcome instanceof Outcome.Failed(Fault fault, var _)) {
      one.cooldown.begin(fault, now);
    }
    one.breaker
        .end(pass, Verdict.of(outcome), now)
        .ifPresent(change -> tell(target, change, why(change.now())));
  }

  private static String why(BreakerState now) {
    return switch (now) {
      case BreakerState.Open open -> open.why();
      case BreakerState.Closed _ -> "the probe succeeded";
      case BreakerState.HalfOpen _ -> "its time is over";
    };
  }

  private void tell(DeploymentId target, Breaker.Change change, String why) {
    tell(target, change.before().word(), change.now().word(), why);
  }

  private void tell(DeploymentId target, String before, String now, String why) {
    log.warn("breaker of {}: {} -> {}: {}", target.deployment(), before, now, why);
    listeners.forEach(listener -> listener.changed(target, before, now, why));
  }

  private Fault refusal(DeploymentId target) {
    var status = status(target);
    return Fault.of(
            FaultCode.CIRCUIT_OPEN,
            "%s is left alone after %s".formatted(target.deployment(), status.why))
        .after(status.left);
  }

  /** Whether an attempt would pass now. Changes nothing. */
  public boolean permits(DeploymentId target) {
    var one = watched.get(target);
    long now = nanos.getAsLong();
    return one == null || (one.breaker.permits(now) && one.cooldown.refusal(now).isEmpty());
  }

  /** Whether the deployment should be left alone while there are others. */
  public boolean rests(DeploymentId target) {
    var one = watched.get(target);
    return one != null && !one.cooldown.remaining(nanos.getAsLong()).isZero();
  }

  /**
   * Ends the rest of whichever of these will be back first, so that it is asked once as a probe.
   */
  public Optional<DeploymentId> probeBest(List<DeploymentId> targets) {
    var best = targets.stream().min(Comparator.comparing(target -> status(target).left));
    best.ifPresent(
        target -> {
          of(target).cooldown.end();
          of(target)
              .breaker
              .probeNow()
              .ifPresent(change -> tell(target, change, "nobody else is left to ask"));
        });
    return best;
  }

  /** Status of one deployment. */
  public Status status(DeploymentId target) {
    var one = of(target);
    long now = nanos.getAsLong();
    var state = one.breaker.state();
    var rest = one.cooldown.remaining(now);
    var open =
        state instanceof BreakerState.Open still
            ? Duration.ofNanos(Math.max(0, still.until() - now))
            : Duration.ZERO;
    return new Status(
        target,
        state.word(),
        state instanceof BreakerState.Open still ? still.why() : "",
        open.compareTo(rest) > 0 ? open : rest,
        !rest.isZero(),
        Latest.of(state));
  }

  /** Every deployment that was ever asked, by name. */
  public List<Status> all() {
    return watched.keySet().stream()
        .map(this::status)
        .sorted(Comparator.comparing(status -> status.target.deployment()))
        .toList();
  }

  /** Closes a breaker by hand and ends its rest; false when the deployment was never asked. */
  public boolean reset(DeploymentId target) {
    var one = watched.get(target);
    if (one == null) {
      return false;
    }
    one.cooldown.end();
    one.breaker.reset().ifPresent(change -> tell(target, change, "reset by hand"));
    return true;
  }

  private WatchedDeployment of(DeploymentId target) {
    var known = watched.get(target);
    if (known != null) {
      return known;
    }
    return watched.size() < REMEMBERED
        ? watched.computeIfAbsent(target, _ -> new WatchedDeployment(settings))
        : new WatchedDeployment(settings);
  }

  private record WatchedDeployment(Breaker breaker, Cooldown cooldown) {
    WatchedDeployment(BreakerSettings settings) {
      this(new Breaker(settings), new Cooldown());
    }
  }
}
