package dev.tutti.routing.scale;

import dev.tutti.call.DeploymentId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The deployments of an alias of which only as many are active as the load needs: the first ones of
 * their list. Where utilisation is the calls of the active ones, waiting ones included, divided by
 * their capacity:
 *
 * <ul>
 *   <li>above the target for {@link #HOLD}, the next one is added;
 *   <li>when the others alone would stay below {@value #SLACK} of the target, for {@link #HOLD},
 *       the last one is drained: it gets no new calls and finishes its own.
 * </ul>
 *
 * <p>The distance between the two keeps a steady load from moving anything, and between two changes
 * lies the cooldown. Looked at by one thread at a time; whether a deployment is active may be asked
 * from any. Times are nanoseconds of one ticker.
 */
final class ScaledPool {
  /** The time that utilisation must stay on one side. */
  static final Duration HOLD = Duration.ofSeconds(10);

  static final double SLACK = 0.8;

  private final Set<DeploymentId> draining = new HashSet<>();
  private volatile List<DeploymentId> active;
  private ScaleSettings settings;
  private List<DeploymentId> members;
  private Trend trend = new Trend(0, 0);
  private long changedAt;
  private boolean changed;

  /** Load and capacity of the members, in calls at once. */
  interface Load {
    /** Calls at a deployment, waiting ones included. */
    int calls(DeploymentId target);

    /** The capacity of these together; deployments that may not be asked take nothing. */
    double capacity(List<DeploymentId> targets);
  }

  /** Change of the number of active deployments. */
  record Change(int before, int now, String why) {}

  /**
   * Direction in which the number should go.
   *
   * @param direction 1 for more, -1 for fewer, 0 for neither
   * @param since when that began
   */
  private record Trend(int direction, long since) {}

  ScaledPool(ScaleSettings settings, List<DeploymentId> members) {
    this.settings = settings;
    this.members = members;
    this.active = first(settings.min());
  }

  private List<DeploymentId> first(int many) {
    return List.copyOf(members.subList(0, Math.clamp(many, 0, members.size())));
  }

  /** Whether a member gets new calls. Any thread. */
  boolean isActive(DeploymentId target) {
    return active.contains(target);
  }

  /** The members that get new calls. Any thread. */
  List<DeploymentId> active() {
    return active;
  }

  /** Whether a member only finishes its calls. */
  synchronized boolean isDraining(DeploymentId target) {
    return draining.contains(target);
  }

  /** Looks at the load, and changes what needs to be changed. */
  synchronized Optional<Change> look(
      ScaleSettings wanted, List<DeploymentId> all, Load load, long now) {
    settings = wanted;
    members = all;
    int before = active.size();
    int kept = clamp(before);
    active(kept);
    draining.removeIf(each -> load.calls(each) == 0 || !all.contains(each));
    if (kept != before) {
      return change(before, kept, "the configuration has changed", now);
    }
    int direction = direction(load);
    if (direction != trend.direction) {
      trend = new Trend(direction, now);
    }
    if (direction == 0 || isTooEarly(now)) {
      return Optional.empty();
    }
    return change(before, before + direction, why(direction, load), now);
  }

  private int clamp(int many) {
    int most = Math.min(settings.max(), members.size());
    return Math.clamp(many, Math.min(settings.min(), most), most);
  }

  private void active(int many) {
    var were = active;
    active = first(many);
    were.stream().filter(each -> !active.contains(each)).forEach(draining::add);
    draining.removeAll(active);
  }

  private int direction(Load load) {
    int many = active.size();
    if (many < Math.min(settings.max(), members.size()) && utilisation(load) > settings.target()) {
      return 1;
    }
    if (many > settings.min()
        && calls(load) < SLACK * settings.target() * load.capacity(first(many - 1))) {
      return -1;
    }
    return 0;
  }

  /** The calls of the active ones; of all members while no active one can be asked. */
  private int calls(Load load) {
    var asked = load.capacity(active) > 0 ? active : members;
    return asked.stream().mapToInt(load::calls).sum();
  }

  /** The calls divided by the capacity: 0 without calls, infinite without capacity for them. */
  synchronized double utilisation(Load load) {
    int calls = calls(load);
    return calls == 0 ? 0 : calls / load.capacity(active);
  }

  private boolean isTooEarly(long now) {
    return now - trend.since < HOLD.toNanos()
        || (changed && now - changedAt < settings.cooldown().toNanos());
  }

  private String why(int direction, Load load) {
    return direction > 0
        ? "utilisation %.2f is above %.2f".formatted(utilisation(load), settings.target())
        : "utilisation %.2f is low enough for one fewer".formatted(utilisation(load));
  }

  private Optional<Change> change(int before, int now, String why, long at) {
    active(now);
    changed = true;
    changedAt = at;
    trend = new Trend(0, at);
    return Optional.of(new Change(before, now, why));
  }
}
