package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.context.record.ContextRecorder;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.ContextReportEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import java.time.InstantSource;

/** Report of what was sent of conversations, beside the other reports. */
public record ContextReportFeature(ContextRecorder contexts, Ledger ledger, InstantSource clock)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint = new ContextReportEndpoint(contexts, ledger, clock);
    routes.add(
        new HttpRoute(GET, "/admin/reports/context", watchers(), endpoint)
            .taking("by", "from", "to", "zone", "format"));
  }
}
