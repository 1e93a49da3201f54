package dev.tutti.routing.health;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.routing.balance.Availability;
import dev.tutti.routing.balance.Candidate;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Availability of the deployments that aliases name: probes them, where that is wanted, and keeps
 * calls away from those that do not answer. It outlives a reload, and so does what it knows.
 * Thread-safe; probes run on one loop, {@value #AT_ONCE} at most at once.
 *
 * <p>As a guard it must be the last one: a probe that got past the others has reached its upstream,
 * and a caller that was answered spares the next probe.
 */
public final class Health implements Availability, Guard {
  /** On whose behalf probes are made. */
  public static final Caller CALLER = new Caller("", "tutti", "health-probe");

  static final int AT_ONCE = 4;

  private static final Logger log = LoggerFactory.getLogger(Health.class);

  private final Loop loop;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Deque<HealthCheck> due = new ArrayDeque<>();
  private volatile Map<DeploymentId, HealthCheck> checks = Map.of();
  private int running;

  /** Listener for deployments that become unhealthy, or healthy again. */
  @FunctionalInterface
  public interface Listener {
    /** News of a deployment's health, on the loop of the probes; must not block. */
    void changed(DeploymentId target, boolean healthy, String why);
  }

  /**
   * Health of a deployment, with its last probe.
   *
   * @param state {@code unknown}, {@code healthy} or {@code unhealthy}
   * @param probe {@code chat} or {@code models}; {@code off} when it is not probed
   */
  public record Status(DeploymentId target, String state, String probe, LastProbe last) {}

  /** Probes nothing yet, see {@link #watch}. */
  public Health(Loop loop, InstantSource clock, RandomGenerator random) {
    this.loop = loop;
    this.clock = clock;
    this.random = random;
  }

  /** From now on tells of every change. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /**
   * From now on watches these deployments, and no others. Where one is there several times, the
   * shortest interval counts.
   *
   * @param members with how each is probed
   */
  public void watch(Map<Candidate, HealthSettings> members) {
    loop.run(() -> replace(wanted(members)));
  }

  private static Map<DeploymentId, HealthCheck> wanted(Map<Candidate, HealthSettings> members) {
    var wanted = new HashMap<DeploymentId, HealthCheck>();
    members.forEach(
        (member, settings) -> {
          var check = new HealthCheck(member, settings, HealthCheck.Known.NOTHING);
          wanted.merge(member.target(), check, Health::stricter);
        });
    return wanted;
  }

  private static HealthCheck stricter(HealthCheck one, HealthCheck other) {
    if (one.settings().probes() != other.settings().probes()) {
      return one.settings().probes() ? one : other;
    }
    boolean shorter = one.settings().interval().compareTo(other.settings().interval()) <= 0;
    return shorter ? one : other;
  }

  /** A deployment that is not probed any more is not known any more either. */
  private void replace(Map<DeploymentId, HealthCheck> wanted) {
    var before = checks;
    before.values().forEach(HealthCheck::retire);
    due.clear();
    wanted.replaceAll(
        (target, check) -> {
          var living = before.get(target);
          return living == null || !check.settings().probes()
              ? check
              : new HealthCheck(check.candidate(), check.settings(), living.known());
        });
    checks = Map.copyOf(wanted);
    wanted.values().stream()
        .filter(check -> check.settings().probes())
        .forEach(check -> after(check, check.settings().interval(), random.nextDouble() / 10));
  }

  /** Waits a part of the interval, then for its turn. */
  private void after(HealthCheck check, Duration interval, double part) {
    var wait = Duration.ofNanos((long) (interval.toNanos() * part));
    check.next(
        loop.timer(
            wait,
            () -> {
              due.add(check);
              next();
            }));
  }

  private void next() {
    while (running < AT_ONCE && !due.isEmpty()) {
      probe(due.remove());
    }
  }

  private void probe(HealthCheck check) {
    if (check.takeAnswered()) {
      note(check, new Finding.Well(), new LastProbe.Spared(clock.instant()));
      return;
    }
    running++;
    check.reached(check.settings().probe() == HealthSettings.ProbeKind.MODELS);
    var call = new Call(id(), CALLER, loop, check.settings().timeout());
    new Probe(check.settings().probe(), check.candidate())
        .ask(call)
        .onComplete(
            done -> {
              running--;
              var finding =
                  done.succeeded()
                      ? new Finding.Well()
                      : Finding.of(Fault.from(done.cause()), check.reached());
              note(
                  check,
                  finding,
                  new LastProbe.Done(clock.instant(), call.elapsed(), finding.error()));
              next();
            });
  }

  private String id() {
    return "probe-" + Long.toHexString(random.nextLong());
  }

  private void note(HealthCheck check, Finding finding, LastProbe last) {
    if (check.isRetired()) {
      return;
    }
    var before = check.note(finding, last);
    var now = check.known().state().kind();
    if (now == HealthState.Kind.UNHEALTHY && before != now) {
      tell(check, false, against(check));
    } else if (now == HealthState.Kind.HEALTHY && before == HealthState.Kind.UNHEALTHY) {
      tell(check, true, "%d probes in a row succeeded".formatted(check.settings().recoveries()));
    }
    after(check, check.settings().interval(), 0.9 + random.nextDouble() / 5);
  }

  private void tell(HealthCheck check, boolean healthy, String why) {
    var target = check.candidate().target();
    log.warn("{} is {}: {}", target.deployment(), healthy ? "healthy" : "unhealthy", why);
    listeners.forEach(listener -> listener.changed(target, healthy, why));
  }

  @Override
  public Optional<String> against(DeploymentId target) {
    var check = checks.get(target);
    if (check == null || check.known().state().kind() != HealthState.Kind.UNHEALTHY) {
      return Optional.empty();
    }
    return Optional.of("unhealthy: " + against(check));
  }

  private static String against(HealthCheck check) {
    var count = "%d probes in a row failed".formatted(check.settings().failures());
    return check.known().last() instanceof LastProbe.Done(var _, var _, String error)
            && !error.isEmpty()
        ? count + ", the last one with " + error
        : count;
  }

  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    var check = checks.get(attempt.target());
    if (check != null && check.settings().probes()) {
      if (call.caller().equals(CALLER)) {
        check.reached(true);
      } else {
        attempt.onSettle(check::ended);
      }
    }
    return Future.succeededFuture();
  }

  /** Every deployment that an alias names, by name. */
  public List<Status> all() {
    return checks.values().stream()
        .map(Health::status)
        .sorted(Comparator.comparing(status -> status.target.deployment()))
        .toList();
  }

  private static Status status(HealthCheck check) {
    var settings = check.settings();
    var known = check.known();
    var probe = settings.probes() ? settings.probe() : HealthSettings.ProbeKind.OFF;
    return new Status(
        check.candidate().target(), word(known.state().kind()), word(probe), known.last());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
