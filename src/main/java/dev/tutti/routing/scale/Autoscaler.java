package dev.tutti.routing.scale;

import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.routing.balance.Availability;
import dev.tutti.routing.balance.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scaler that keeps as many deployments of each alias active as its load needs, see {@link
 * ScaledPool}, and says what capacity would be right: {@code desired = (calls in flight + calls
 * waiting) / target}, in calls at once, so that an external autoscaler can provide {@code
 * ceil(desired / what one replica takes)} replicas. It looks every {@link #INTERVAL}; what is
 * active outlives a reload. Thread-safe.
 */
public final class Autoscaler {
  /** The interval between two looks at the load. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Autoscaler.class);

  private final ConcurrentHashMap<String, ScaledPool> pools = new ConcurrentHashMap<>();
  private final Traffic traffic;
  private final ScaledPool.Load load;
  private final ScaleMeters meters;

  /** Capacity of deployments. */
  @FunctionalInterface
  public interface Capacity {
    /** Calls at once at all of these together. */
    double of(List<DeploymentId> targets);
  }

  /** Aliases and providers to look at, at this moment. */
  public record Aliases(Collection<Alias> models, Collection<String> providers) {}

  /** An alias and its deployments, each once. */
  public record Alias(String name, ScaleSettings scale, List<DeploymentId> targets) {}

  /**
   * One alias at one moment; figures are calls at once.
   *
   * @param utilisation calls divided by capacity
   * @param desired what capacity would be right
   */
  public record Status(
      String model,
      ScaleSettings settings,
      double capacity,
      double utilisation,
      double desired,
      List<Member> members) {}

  /**
   * A deployment of an alias.
   *
   * @param state {@code active}, {@code draining} or {@code standby}
   * @param calls in flight and waiting, of all callers and aliases
   * @param capacity calls at once, zero when it may not be asked
   */
  public record Member(DeploymentId target, String state, int calls, double capacity) {}

  /**
   * @param availabilities what keeps calls away from a deployment, which then has no capacity
   */
  public Autoscaler(
      Traffic traffic,
      List<Availability> availabilities,
      Capacity capacity,
      MeterRegistry registry) {
    this.traffic = traffic;
    this.load = new Available(traffic, List.copyOf(availabilities), capacity);
    this.meters = new ScaleMeters(registry);
  }

  /** From now on looks every few seconds, on this loop, until the returned handle is closed. */
  public AutoCloseable start(Loop loop, Supplier<Aliases> aliases) {
    return new Watch(loop, aliases).next();
  }

  /**
   * Keeps new calls away from the members of an alias that are not active. Nothing is begun until a
   * call asks, as the alias may never be in force.
   */
  public Availability availability(Alias alias) {
    if (!alias.scale.enabled()) {
      return _ -> Optional.empty();
    }
    return target ->
        pools.computeIfAbsent(alias.name, _ -> pool(alias)).isActive(target)
            ? Optional.empty()
            : Optional.of("on standby, the load is low");
  }

  private static ScaledPool pool(Alias alias) {
    return new ScaledPool(alias.scale, alias.targets);
  }

  /** Looks once. */
  void look(Aliases aliases, long now) {
    for (var model : aliases.models) {
      if (model.scale.enabled()) {
        var pool = pools.computeIfAbsent(model.name, _ -> pool(model));
        pool.look(model.scale, model.targets, load, now)
            .ifPresent(change -> tell(model.name, change));
      }
    }
    meters.show(status(aliases.models), aliases.providers, this::desiredAt);
  }

  private static void tell(String model, ScaledPool.Change change) {
    log.info(
        "{}: {} -> {} deployments active: {}", model, change.before(), change.now(), change.why());
  }

  private double desiredAt(String provider) {
    return traffic.inFlightAt(provider) / ScaleSettings.TARGET;
  }

  /** Every alias of these, by name. */
  public List<Status> status(Collection<Alias> models) {
    return models.stream().map(this::status).toList();
  }

  private Status status(Alias model) {
    var targets = model.targets;
    var scale = model.scale;
    var known = pools.get(model.name);
    var pool = known == null || !scale.enabled() ? beginning(model) : known;
    int calls = targets.stream().mapToInt(load::calls).sum();
    return new Status(
        model.name,
        scale,
        load.capacity(pool.active()),
        pool.utilisation(load),
        calls / scale.target(),
        targets.stream().map(target -> member(target, pool)).toList());
  }

  /** A pool that nobody has asked for yet; all of an alias that does not scale is active. */
  private static ScaledPool beginning(Alias model) {
    if (model.scale.enabled()) {
      return pool(model);
    }
    int all = model.targets.size();
    var every = new ScaleSettings(true, all, all, ScaleSettings.TARGET, INTERVAL);
    return new ScaledPool(every, model.targets);
  }

  private Member member(DeploymentId target, ScaledPool pool) {
    var idle = pool.isDraining(target) ? "draining" : "standby";
    return new Member(
        target,
        pool.isActive(target) ? "active" : idle,
        load.calls(target),
        load.capacity(List.of(target)));
  }

  /** The load, where a deployment that may not be asked can take nothing. */
  private record Available(Traffic traffic, List<Availability> availabilities, Capacity all)
      implements ScaledPool.Load {
    @Override
    public int calls(DeploymentId target) {
      return traffic.inFlight(target);
    }

    @Override
    public double capacity(List<DeploymentId> targets) {
      return all.of(targets.stream().filter(this::mayBeAsked).toList());
    }

    private boolean mayBeAsked(DeploymentId target) {
      return availabilities.stream()
          .allMatch(availability -> availability.against(target).isEmpty());
    }
  }

  /** Timer that looks again and again. Confined to its loop, but for the closing. */
  private final class Watch implements AutoCloseable {
    private final Loop loop;
    private final Supplier<Aliases> aliases;
    private volatile Runnable stop = () -> {};
    private volatile boolean closed;

    Watch(Loop loop, Supplier<Aliases> aliases) {
      this.loop = loop;
      this.aliases = aliases;
    }

    Watch next() {
      stop =
          loop.timer(
              INTERVAL,
              () -> {
                if (!closed) {
                  next();
                  look(aliases.get(), loop.nanos());
                }
              });
      return this;
    }

    @Override
    public void close() {
      closed = true;
      stop.run();
    }
  }
}
