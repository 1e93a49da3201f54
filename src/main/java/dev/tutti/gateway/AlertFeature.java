package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.ADMIN;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.alert.Alerts;
import dev.tutti.alert.engine.AlertEngine;
import dev.tutti.alert.engine.AlertRuleSettings;
import dev.tutti.alert.engine.LiveSamples;
import dev.tutti.call.Allowance;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Subject;
import dev.tutti.feature.Feature;
import dev.tutti.forecast.usage.DiskHistory;
import dev.tutti.forecast.usage.UsageForecasts;
import dev.tutti.gateway.admin.AlertRulesEndpoint;
import dev.tutti.gateway.admin.AlertsEndpoint;
import dev.tutti.gateway.admin.ForecastsEndpoint;
import dev.tutti.gateway.admin.RehearsalEndpoint;
import dev.tutti.gateway.admin.SectionsEndpoint;
import dev.tutti.gateway.admin.SilencesEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.platform.Platform;
import dev.tutti.report.FigureSource;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.routing.ModelStack;
import dev.tutti.security.ApiKey;
import dev.tutti.security.Keys;
import dev.tutti.store.Store;
import dev.tutti.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Alerts by rules, and forecasts.
 *
 * @param inForce the configuration of the moment
 */
public record AlertFeature(
    Platform platform,
    Alerts alerts,
    FigureSource figures,
    UsageForecasts forecasts,
    AlertEngine engine,
    Changes changes,
    Supplier<CurrentConfiguration> inForce)
    implements Feature {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration CLEANING = Duration.ofHours(1);

  /** How long after its deadline a call may end. */
  private static final Duration LATE = Duration.ofMinutes(1);

  /**
   * What is watched.
   *
   * @param deadline of calls
   */
  public record Watched(
      Ledger ledger,
      FigureSource figures,
      ModelStack models,
      Keys keys,
      MonitorFeature monitor,
      Tasks tasks,
      Duration deadline) {}

  /**
   * Opens it on a platform, and begins to look.
   *
   * @param inForce the configuration of the moment
   * @param rules those of the moment
   */
  public static AlertFeature open(
      Platform platform,
      Alerts alerts,
      Watched watched,
      Changes changes,
      Supplier<CurrentConfiguration> inForce,
      Supplier<AlertRuleSettings> rules) {
    var figures = watched.figures;
    Supplier<List<Budgets.Status>> budgets = () -> budgets(watched);
    var monitor = watched.monitor;
    var forecasts =
        new UsageForecasts(
            figures,
            DiskHistory.of(monitor.monitor()),
            budgets,
            new ServerLimits(watched.models),
            platform.clock());
    var gauges = ServerGauges.of(platform, watched, budgets, forecasts);
    var longest = watched.deadline.plus(LATE);
    var samples = new LiveSamples(figures, monitor.measurements(), gauges, longest);
    var engine = AlertEngine.open(platform.store(), samples, alerts, rules, platform.clock());
    platform.every(TICK, engine::tick);
    platform.every(CLEANING, engine::tidy);
    return new AlertFeature(platform, alerts, figures, forecasts, engine, changes, inForce);
  }

  /** Budgets with those that keys have in terms of their own. Blocks. */
  private static List<Budgets.Status> budgets(Watched watched) {
    var allowances =
        Store.await(watched.keys.list()).stream()
            .collect(Collectors.toMap(ApiKey::id, key -> key.grant().allowance()));
    return watched.models.budgets().all(key -> allowances.getOrDefault(key, Allowance.NONE));
  }

  @Override
  public void routes(Routes routes) {
    var states = new AlertsEndpoint(alerts, engine);
    routes.add(new HttpRoute(GET, "/admin/alerts", watchers(), states::list));
    routes.add(new HttpRoute(GET, "/admin/alerts/{id}", watchers(), states::one));
    routes.add(rules());
    routes.add(silences());
    var forecast = new ForecastsEndpoint(forecasts);
    routes.add(new HttpRoute(GET, "/admin/forecasts", watchers(), forecast).taking("of"));
  }

  private List<HttpRoute> rules() {
    var rules = new AlertRulesEndpoint(engine, changes, inForce);
    var sections = new SectionsEndpoint(Subject.Kind.ALERT_RULE, changes, inForce);
    var rehearsal = new RehearsalEndpoint(figures, platform.clock());
    var all = "/admin/alerts/rules";
    var one = all + "/{name}";
    return List.of(
        new HttpRoute(GET, all, watchers(), rules::list),
        new HttpRoute(POST, all, only(ADMIN), rules::add),
        new HttpRoute(POST, all + "/rehearse", only(OPERATOR), rehearsal),
        new HttpRoute(GET, one, watchers(), rules::show),
        new HttpRoute(PUT, one, only(ADMIN), sections::give),
        new HttpRoute(DELETE, one, only(ADMIN), sections::remove),
        new HttpRoute(POST, one + "/reset", only(ADMIN), sections::reset));
  }

  private List<HttpRoute> silences() {
    var silences = new SilencesEndpoint(engine.silences(), platform.clock(), platform.random());
    var all = "/admin/alerts/silences";
    return List.of(
        new HttpRoute(GET, all, watchers(), silences::list),
        new HttpRoute(POST, all, only(OPERATOR), silences::add),
        new HttpRoute(DELETE, all + "/{id}", only(OPERATOR), silences::end));
  }
}
