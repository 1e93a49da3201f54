package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.AuditEndpoint;
import dev.tutti.gateway.admin.LogLevelsEndpoint;
import dev.tutti.gateway.admin.PoolsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.platform.Platform;
import dev.tutti.security.Audit;

/** Reports of connections, levels of the log and of what administrators did. */
public record OperationsFeature(Platform platform, Audit audit) implements Feature {

  @Override
  public void routes(Routes routes) {
    routes.add(new HttpRoute(GET, "/admin/pools", watchers(), new PoolsEndpoint(platform.pools())));
    var levels = new LogLevelsEndpoint(platform.logs().levels(), audit, platform.clock());
    routes.add(new HttpRoute(GET, "/admin/logs/levels", watchers(), levels::list));
    routes.add(new HttpRoute(PUT, "/admin/logs/levels", only(OPERATOR), levels::change));
    routes.add(
        new HttpRoute(GET, "/admin/audit", watchers(), new AuditEndpoint(audit))
            .taking("after", "limit"));
  }
}
