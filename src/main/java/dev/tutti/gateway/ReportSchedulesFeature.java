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
import dev.tutti.gateway.admin.ReportSchedulesEndpoint;
import dev.tutti.gateway.admin.SectionsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.report.schedule.ReportScheduler;
import java.util.function.Supplier;

/**
 * Reports that come by themselves, and changes of when they do.
 *
 * @param inForce the configuration of the moment
 */
public record ReportSchedulesFeature(
    ReportScheduler scheduler, Changes changes, Supplier<CurrentConfiguration> inForce)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    var schedules = new ReportSchedulesEndpoint(scheduler, changes, inForce);
    var sections = new SectionsEndpoint(Subject.Kind.REPORT_SCHEDULE, changes, inForce);
    var all = "/admin/reports/schedules";
    var one = all + "/{name}";
    routes.add(new HttpRoute(GET, all, watchers(), schedules::list));
    routes.add(new HttpRoute(POST, all, only(ADMIN), schedules::add));
    routes.add(new HttpRoute(GET, one, watchers(), sections::show));
    routes.add(new HttpRoute(PUT, one, only(ADMIN), schedules::put));
    routes.add(new HttpRoute(DELETE, one, only(ADMIN), sections::remove));
    routes.add(new HttpRoute(POST, one + "/reset", only(ADMIN), sections::reset));
  }
}
