package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.BudgetsEndpoint;
import dev.tutti.gateway.admin.CallsEndpoint;
import dev.tutti.gateway.admin.UsageEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.security.Keys;
import java.time.InstantSource;

/**
 * Reports of what was used, and of the money for it.
 *
 * @param keys those with allowances of their own
 */
public record SpendingFeature(Ledger ledger, Budgets budgets, Keys keys, InstantSource clock)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    var usage = new UsageEndpoint(ledger, clock);
    var spent = new BudgetsEndpoint(budgets, keys);
    var calls = new CallsEndpoint(ledger, clock);
    routes.add(
        new HttpRoute(GET, "/admin/calls", watchers(), calls::list)
            .taking("filter", "zone", "after", "limit", "format"));
    routes.add(new HttpRoute(GET, "/admin/calls/{id}", watchers(), calls::one));
    routes.add(
        new HttpRoute(GET, "/admin/calls/{id}/neighbours", watchers(), calls::neighbours)
            .taking("filter", "zone"));
    routes.add(
        new HttpRoute(GET, "/admin/usage", watchers(), usage).taking("by", "from", "to", "limit"));
    routes.add(new HttpRoute(GET, "/admin/budgets", watchers(), spent));
  }
}
