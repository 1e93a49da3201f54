package dev.tutti.selection.auto;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.selection.decision.CostEstimate;
import dev.tutti.selection.decision.Fleet;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.SelectionSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decider of the configuration in force, made once for each. Thread-safe. */
public final class CurrentDecider {
  private static final String SIMULATED = "sim";

  private final Moment moment;
  private final AtomicReference<@Nullable Made> last = new AtomicReference<>();

  public CurrentDecider(Moment moment) {
    this.moment = moment;
  }

  /**
   * Configuration of the moment.
   *
   * @param configured the models that are configured, without those of sources; another object for
   *     another configuration
   * @param all every model that may be named
   */
  public record Moment(
      Supplier<ModelCatalog> configured,
      Supplier<ModelCatalog> all,
      Supplier<SelectionSettings> settings,
      Supplier<Prices> prices) {}

  private record Made(ModelCatalog of, RouteDecider decider) {}

  /** The decider of this moment. */
  public RouteDecider get() {
    var now = moment.configured.get();
    var made = last.get();
    if (made == null || !made.of.equals(now)) {
      made = new Made(now, of(now, moment.settings.get()));
      last.set(made);
    }
    return made.decider;
  }

  /** The decider of other settings, with the models that there are now. */
  public RouteDecider of(SelectionSettings settings) {
    return of(moment.configured.get(), settings);
  }

  /** Every model that may be named now. */
  ModelCatalog models() {
    return moment.all.get();
  }

  /** Models that are configured now. */
  ModelCatalog configured() {
    return moment.configured.get();
  }

  private RouteDecider of(ModelCatalog catalog, SelectionSettings settings) {
    var members = members(catalog, settings);
    var targets = new LinkedHashMap<String, List<DeploymentId>>();
    members.forEach(
        (name, some) -> targets.put(name, some.stream().map(Candidate::target).toList()));
    var costs = costs(moment.prices.get());
    return new RouteDecider(
        settings,
        Fleet.of(targets, settings.models(), costs, name -> latency(members.get(name))),
        settings.compiledRules(),
        costs,
        this::isThere);
  }

  /** The deployments of each candidate; the simulated model is one where there is no other. */
  private static Map<String, List<Candidate>> members(
      ModelCatalog catalog, SelectionSettings settings) {
    var members = new LinkedHashMap<String, List<Candidate>>();
    Collection<String> names =
        settings.candidates().isEmpty() ? catalog.aliases() : settings.candidates();
    for (var name : names) {
      try {
        members.put(name, catalog.members(name));
      } catch (Fault _) {
        members.remove(name); // it is not there any more, or not yet
      }
    }
    if (settings.candidates().isEmpty() && members.size() > 1) {
      members.remove(SIMULATED);
      members.remove(AutoName.NAME);
    }
    return members;
  }

  private static Duration latency(@Nullable List<Candidate> members) {
    return members == null || members.isEmpty()
        ? Duration.ZERO
        : members.stream().map(Candidate::latency).min(Duration::compareTo).orElse(Duration.ZERO);
  }

  private static CostEstimate costs(Prices prices) {
    return (target, usage) -> cost(prices, target, usage);
  }

  private static OptionalLong cost(Prices prices, DeploymentId target, Usage usage) {
    return switch (prices.cost(target, usage)) {
      case Cost.Known(long nanos) -> OptionalLong.of(nanos);
      case Cost.Unknown _ -> OptionalLong.empty();
    };
  }

  private boolean isThere(String name) {
    if (AutoName.is(name)) {
      return false;
    }
    try {
      var _ = moment.all.get().model(name);
      return true;
    } catch (Fault _) {
      return false;
    }
  }
}
