package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.alert.Alerts;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.AlertsEndpoint;
import dev.tutti.gateway.admin.AuditEndpoint;
import dev.tutti.gateway.admin.PoolsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.security.Audit;
import dev.tutti.wire.HttpPools;

/** Reports of connections, alerts and of what administrators did. */
public record OperationsFeature(HttpPools pools, Alerts alerts, Audit audit) implements Feature {

  @Override
  public void routes(Routes routes) {
    routes.add(new HttpRoute(GET, "/admin/pools", watchers(), new PoolsEndpoint(pools)));
    routes.add(new HttpRoute(GET, "/admin/alerts", watchers(), new AlertsEndpoint(alerts)));
    routes.add(new HttpRoute(GET, "/admin/audit", watchers(), new AuditEndpoint(audit)));
  }
}
