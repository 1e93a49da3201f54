package dev.tutti.gateway.admin;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.ADMIN;
import static dev.tutti.security.Role.AUDITOR;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.change.Subject;
import dev.tutti.gateway.chat.Services;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Permission;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import java.util.List;

/** Endpoints of administration, and who may use them. */
public final class AdminRoutes {
  /** Who may see how the server fares. */
  private static final Permission WATCHERS = only(OPERATOR, AUDITOR);

  private AdminRoutes() {}

  /** Adds them. */
  public static void add(
      Routes routes, BackOffice office, Services services, ServerSettings settings) {
    routes.add(reports(office, services, settings));
    routes.add(watch(office.watch(), services));
    routes.add(cache(new CacheEndpoint(office.cache(), office.audit(), services.clock())));
    routes.add(keys(new KeysEndpoint(office.keys())));
    var changes = office.reconfiguration();
    routes.add(sections("/admin/providers", new SectionsEndpoint(Subject.Kind.PROVIDER, changes)));
    routes.add(sections("/admin/models", new SectionsEndpoint(Subject.Kind.MODEL, changes)));
    routes.add(deployments(new DeploymentsEndpoint(changes, services.catalog())));
    routes.add(config(new ConfigEndpoint(changes)));
  }

  private static List<HttpRoute> reports(
      BackOffice office, Services services, ServerSettings settings) {
    var usage = new UsageEndpoint(office.ledger(), services.clock());
    var explain = new ExplainEndpoint(services.catalog(), settings);
    return List.of(
        new HttpRoute(GET, "/admin/pools", WATCHERS, new PoolsEndpoint(office.pools())),
        new HttpRoute(GET, "/admin/scale", WATCHERS, new ScaleEndpoint(office.capacity())),
        new HttpRoute(GET, "/admin/usage", WATCHERS, usage),
        new HttpRoute(POST, "/admin/explain", WATCHERS, explain),
        new HttpRoute(GET, "/admin/limits", WATCHERS, new LimitsEndpoint(office.limits())),
        new HttpRoute(
            GET, "/admin/budgets", WATCHERS, new BudgetsEndpoint(office.budgets(), office.keys())),
        new HttpRoute(GET, "/admin/audit", WATCHERS, new AuditEndpoint(office.audit())));
  }

  private static List<HttpRoute> watch(BackOffice.Watch watch, Services services) {
    var breakers = new BreakersEndpoint(watch.breakers());
    var health = new AdminHealthEndpoint(watch.health(), watch.breakers());
    var test = new ModelTestEndpoint(services.catalog(), watch.probe());
    var reset = "/admin/breakers/{provider}/{model...}/reset";
    return List.of(
        new HttpRoute(GET, "/admin/breakers", WATCHERS, breakers::list),
        new HttpRoute(POST, reset, only(OPERATOR), breakers::reset),
        new HttpRoute(GET, "/admin/health", WATCHERS, health),
        new HttpRoute(GET, "/admin/alerts", WATCHERS, new AlertsEndpoint(watch.alerts())),
        new HttpRoute(POST, "/admin/models/test", only(OPERATOR), test));
  }

  private static List<HttpRoute> cache(CacheEndpoint cache) {
    return List.of(
        new HttpRoute(GET, "/admin/cache", WATCHERS, cache::show),
        new HttpRoute(DELETE, "/admin/cache", only(ADMIN), cache::clear));
  }

  private static List<HttpRoute> keys(KeysEndpoint keys) {
    return List.of(
        new HttpRoute(GET, "/admin/keys", only(ADMIN), keys::list),
        new HttpRoute(POST, "/admin/keys", only(ADMIN), keys::create),
        new HttpRoute(DELETE, "/admin/keys/{id}", only(ADMIN), keys::revoke));
  }

  private static List<HttpRoute> sections(String all, SectionsEndpoint door) {
    var one = all + "/{name}";
    return List.of(
        new HttpRoute(GET, all, WATCHERS, door::list),
        new HttpRoute(GET, one, WATCHERS, door::show),
        new HttpRoute(PUT, one, only(ADMIN), door::give),
        new HttpRoute(DELETE, one, only(ADMIN), door::remove),
        new HttpRoute(POST, one + "/reset", only(ADMIN), door::reset));
  }

  private static List<HttpRoute> deployments(DeploymentsEndpoint deployments) {
    var one = "/admin/deployments/{provider}/{model...}";
    return List.of(
        new HttpRoute(GET, "/admin/deployments", WATCHERS, deployments::list),
        new HttpRoute(POST, one + "/drain", only(ADMIN), deployments::drain),
        new HttpRoute(POST, one + "/resume", only(ADMIN), deployments::resume));
  }

  private static List<HttpRoute> config(ConfigEndpoint config) {
    return List.of(
        new HttpRoute(GET, "/admin/config", WATCHERS, config::show),
        new HttpRoute(GET, "/admin/config/history", WATCHERS, config::history),
        new HttpRoute(POST, "/admin/config/rollback", only(ADMIN), config::rollback));
  }
}
