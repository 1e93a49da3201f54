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
import dev.tutti.gateway.admin.RoutingRulesEndpoint;
import dev.tutti.gateway.admin.SectionsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.selection.decision.SelectionSettings;
import java.util.function.Supplier;

/**
 * Rules of routing, and changes of them at run time.
 *
 * @param inForce the configuration of the moment
 * @param settings of routing, at this moment
 */
public record RoutingRulesFeature(
    Changes changes, Supplier<CurrentConfiguration> inForce, Supplier<SelectionSettings> settings)
    implements Feature {
  @Override
  public void routes(Routes routes) {
    var rules = new RoutingRulesEndpoint(changes, inForce, settings);
    var sections = new SectionsEndpoint(Subject.Kind.ROUTING_RULE, changes, inForce);
    var all = "/admin/routing/rules";
    var one = all + "/{name}";
    routes.add(new HttpRoute(GET, all, watchers(), rules::list));
    routes.add(new HttpRoute(GET, one, watchers(), rules::show));
    routes.add(new HttpRoute(PUT, one, only(ADMIN), sections::give));
    routes.add(new HttpRoute(DELETE, one, only(ADMIN), rules::remove));
    routes.add(new HttpRoute(POST, one + "/reset", only(ADMIN), sections::reset));
  }
}
