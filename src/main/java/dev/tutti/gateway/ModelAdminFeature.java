package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.AdminHealthEndpoint;
import dev.tutti.gateway.admin.BreakersEndpoint;
import dev.tutti.gateway.admin.ExplainEndpoint;
import dev.tutti.gateway.admin.LimitsEndpoint;
import dev.tutti.gateway.admin.ModelTestEndpoint;
import dev.tutti.gateway.admin.ScaleEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.ModelStack;
import dev.tutti.routing.health.ModelProbe;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What operators see of models, and what they try.
 *
 * @param catalog the models of the moment
 */
public record ModelAdminFeature(
    ModelStack models,
    Supplier<ModelCatalog> catalog,
    ServerSettings settings,
    LimitMonitor limits,
    RandomGenerator random)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    routes.add(capacity());
    routes.add(failures(new BreakersEndpoint(models.breakers())));
    routes.add(
        new HttpRoute(POST, "/admin/explain", watchers(), new ExplainEndpoint(catalog, settings)));
  }

  private List<HttpRoute> capacity() {
    return List.of(
        new HttpRoute(GET, "/admin/scale", watchers(), new ScaleEndpoint(models)),
        new HttpRoute(GET, "/admin/limits", watchers(), new LimitsEndpoint(models.limits(), limits))
            .taking("limit"));
  }

  private List<HttpRoute> failures(BreakersEndpoint breakers) {
    var health = new AdminHealthEndpoint(models.health(), models.breakers());
    var test = new ModelTestEndpoint(catalog, new ModelProbe(models.breakers(), random));
    var reset = "/admin/breakers/{provider}/{model...}/reset";
    return List.of(
        new HttpRoute(GET, "/admin/breakers", watchers(), breakers::list),
        new HttpRoute(POST, reset, only(OPERATOR), breakers::reset),
        new HttpRoute(GET, "/admin/health", watchers(), health),
        new HttpRoute(POST, "/admin/models/test", only(OPERATOR), test));
  }
}
