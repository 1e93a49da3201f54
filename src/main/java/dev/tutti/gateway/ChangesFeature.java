package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.ADMIN;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Subject;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.ConfigEndpoint;
import dev.tutti.gateway.admin.DeploymentsEndpoint;
import dev.tutti.gateway.admin.SectionsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Traffic;
import java.util.List;
import java.util.function.Supplier;

/**
 * Changes of the configuration at run time.
 *
 * @param inForce the configuration of the moment
 * @param catalog the models of the moment
 * @param traffic attempts at deployments that have not ended
 */
public record ChangesFeature(
    Changes changes,
    Supplier<CurrentConfiguration> inForce,
    Supplier<ModelCatalog> catalog,
    Traffic traffic)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    routes.add(sections("/admin/providers", Subject.Kind.PROVIDER));
    routes.add(sections("/admin/models", Subject.Kind.MODEL));
    routes.add(deployments(new DeploymentsEndpoint(changes, catalog, traffic)));
    routes.add(config(new ConfigEndpoint(changes, inForce)));
  }

  private List<HttpRoute> sections(String all, Subject.Kind kind) {
    var sections = new SectionsEndpoint(kind, changes, inForce);
    var one = all + "/{name}";
    return List.of(
        new HttpRoute(GET, all, watchers(), sections::list),
        new HttpRoute(GET, one, watchers(), sections::show),
        new HttpRoute(PUT, one, only(ADMIN), sections::give),
        new HttpRoute(DELETE, one, only(ADMIN), sections::remove),
        new HttpRoute(POST, one + "/reset", only(ADMIN), sections::reset));
  }

  private static List<HttpRoute> deployments(DeploymentsEndpoint deployments) {
    var one = "/admin/deployments/{provider}/{model...}";
    return List.of(
        new HttpRoute(GET, "/admin/deployments", watchers(), deployments::list),
        new HttpRoute(POST, one + "/drain", only(ADMIN), deployments::drain),
        new HttpRoute(POST, one + "/resume", only(ADMIN), deployments::resume));
  }

  private static List<HttpRoute> config(ConfigEndpoint config) {
    return List.of(
        new HttpRoute(GET, "/admin/config", watchers(), config::show),
        new HttpRoute(GET, "/admin/config/file", watchers(), config::file),
        new HttpRoute(GET, "/admin/config/history", watchers(), config::history)
            .taking("after", "limit"),
        new HttpRoute(POST, "/admin/config/rollback", only(ADMIN), config::rollback));
  }
}
