package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.AlertSection;
import dev.tutti.gateway.admin.BudgetSection;
import dev.tutti.gateway.admin.OutlookSection;
import dev.tutti.gateway.admin.ReportThreads;
import dev.tutti.gateway.admin.ReportsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.platform.Platform;
import dev.tutti.report.invoice.FocusExport;
import dev.tutti.report.invoice.Reconciliation;
import dev.tutti.report.kind.LimitSection;
import dev.tutti.report.kind.MeasurementSection;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.Reports;
import dev.tutti.report.kind.ResourceSection;
import dev.tutti.report.kind.SectionSource;
import dev.tutti.report.schedule.ReportDelivery;
import dev.tutti.report.schedule.ReportScheduleSettings;
import dev.tutti.report.schedule.ReportScheduler;
import dev.tutti.wire.Webhooks;
import java.time.Duration;
import java.util.function.Supplier;

/** Reports, the export of costs, and invoices beside the ledger. */
public record ReportsFeature(ReportsEndpoint endpoint, ReportScheduler scheduler)
    implements Feature {
  private static final Duration LOOK = Duration.ofSeconds(30);

  /**
   * Reports over a ledger.
   *
   * @param spending the ledger, and the budgets
   * @param monitor what is told of the machine and of limits, and of what others have measured
   * @param alerts what operators were told, and forecasts
   * @param schedules which come by themselves, those of the moment
   */
  public static ReportsFeature open(
      Platform platform,
      SpendingFeature spending,
      FiguresFeature figures,
      MonitorFeature monitor,
      AlertFeature alerts,
      Supplier<ReportScheduleSettings> schedules) {
    var source = figures.figures();
    var told = new AlertSection(alerts.alerts());
    var budgets = new BudgetSection(spending.budgets(), spending.keys());
    var reports =
        new Reports(source, spending.ledger(), platform.clock())
            .with(ReportKind.SUMMARY, budgets)
            .with(ReportKind.SUMMARY, told)
            .with(ReportKind.ERRORS, told)
            .with(ReportKind.COST, budgets)
            .with(ReportKind.PERFORMANCE, new MeasurementSection(monitor.measurements()))
            .with(ReportKind.CAPACITY, new LimitSection(monitor.limits()))
            .with(ReportKind.CAPACITY, new OutlookSection(alerts.forecasts(), platform.clock()))
            .with(ReportKind.CAPACITY, new ResourceSection(monitor.monitor()));
    var scheduler =
        new ReportScheduler(
            platform.store(),
            reports,
            new ReportDelivery(post(platform), platform.data()),
            platform.clock(),
            () -> schedules.get().all());
    platform.every(LOOK, scheduler::tick);
    return new ReportsFeature(
        new ReportsEndpoint(
            reports,
            new FocusExport(source, spending.ledger()::prices),
            new Reconciliation(source),
            platform.add(new ReportThreads()),
            platform.clock()),
        scheduler);
  }

  /** The same with another section, at the end of reports of some kinds. */
  public ReportsFeature with(SectionSource section, ReportKind... kinds) {
    for (var kind : kinds) {
      endpoint.reports().with(kind, section);
    }
    return this;
  }

  private static ReportDelivery.Post post(Platform platform) {
    var webhooks = new Webhooks(platform.pools(), platform.clock());
    var loop = platform.loops().next();
    return (to, id, json) ->
        webhooks
            .send(to, "", id, json, loop)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .status();
  }

  @Override
  public void routes(Routes routes) {
    routes.add(
        new HttpRoute(GET, "/admin/reports/focus", watchers(), endpoint::focus)
            .taking("from", "to", "zone", "filter"));
    routes.add(
        new HttpRoute(GET, "/admin/reports/{kind}", watchers(), endpoint::report)
            .taking("from", "to", "zone", "filter", "by", "compare", "format", "lang", "table"));
    routes.add(
        new HttpRoute(POST, "/admin/reports/reconcile", watchers(), endpoint::reconcile)
            .taking("zone", "format", "lang", "table"));
  }
}
