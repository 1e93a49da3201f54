package dev.tutti;

import dev.tutti.alert.engine.AlertRuleSettings;
import dev.tutti.application.ApplicationFeature;
import dev.tutti.application.ApplicationSettings;
import dev.tutti.application.analysis.DocumentAnalysis;
import dev.tutti.application.decision.DecisionFeature;
import dev.tutti.application.insight.DataInsight;
import dev.tutti.application.support.DecisionSupport;
import dev.tutti.batch.BatchSettings;
import dev.tutti.character.generation.CharacterGenerationFeature;
import dev.tutti.character.generation.CharacterSettings;
import dev.tutti.character.group.chat.GroupModels;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.console.ConsoleFeature;
import dev.tutti.console.ConsoleSettings;
import dev.tutti.cooperation.VotesFeature;
import dev.tutti.document.DocumentSettings;
import dev.tutti.document.StoredDocuments;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.AlertFeature;
import dev.tutti.gateway.BatchesFeature;
import dev.tutti.gateway.BodiesFeature;
import dev.tutti.gateway.CacheFeature;
import dev.tutti.gateway.ChangesFeature;
import dev.tutti.gateway.CharacterChatFeature;
import dev.tutti.gateway.CharactersFeature;
import dev.tutti.gateway.ContextReportFeature;
import dev.tutti.gateway.DocumentsFeature;
import dev.tutti.gateway.FiguresFeature;
import dev.tutti.gateway.FilesFeature;
import dev.tutti.gateway.FollowUpFeature;
import dev.tutti.gateway.GroupsFeature;
import dev.tutti.gateway.InsightFeature;
import dev.tutti.gateway.KeysFeature;
import dev.tutti.gateway.MetricsFeature;
import dev.tutti.gateway.ModelAdminFeature;
import dev.tutti.gateway.ModelApiFeature;
import dev.tutti.gateway.MonitorFeature;
import dev.tutti.gateway.OpenApiFeature;
import dev.tutti.gateway.OperationsFeature;
import dev.tutti.gateway.PassthroughFeature;
import dev.tutti.gateway.ReplayFeature;
import dev.tutti.gateway.ReportSchedulesFeature;
import dev.tutti.gateway.ReportsFeature;
import dev.tutti.gateway.ResponsesFeature;
import dev.tutti.gateway.RoutingRulesFeature;
import dev.tutti.gateway.Search;
import dev.tutti.gateway.SearchFeature;
import dev.tutti.gateway.SessionsFeature;
import dev.tutti.gateway.SkillComparisonFeature;
import dev.tutti.gateway.SpendingFeature;
import dev.tutti.gateway.TasksFeature;
import dev.tutti.report.RetentionSettings;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.schedule.ReportScheduleSettings;
import dev.tutti.session.view.ContextSettings;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.report.TaskSections;
import dev.tutti.wire.EgressGuard;
import java.util.List;
import java.util.stream.Stream;

/** Every feature: what answers, group by group, and makes models; the order says nothing. */
final class Features {
  private Features() {}

  /** Features over a core whose parts are open. */
  static List<Feature> of(Core core) {
    return Stream.of(forCallers(core), forOperators(core)).flatMap(List::stream).toList();
  }

  private static ApplicationFeature applications(Core core) {
    var documents = new StoredDocuments(core.files, core.start.of(DocumentSettings.SECTION));
    return ApplicationFeature.open(
        core.platform,
        core.calls,
        List.of(new DocumentAnalysis(), new DataInsight(), new DecisionSupport()),
        core.platform.add(documents),
        new ApplicationFeature.Moment(
            () -> core.settings().of(ApplicationSettings.SECTION),
            core::catalog,
            core::prices,
            (caller, model) -> core.keys.holder(caller.key()).mayUse(model),
            call ->
                core.models
                    .limits()
                    .admit(call)
                    .map(lease -> () -> lease.settle(new Outcome.Completed(Usage.NONE)))),
        core.tasks);
  }

  private static List<Feature> forCallers(Core core) {
    var platform = core.platform;
    var server = core.start.server();
    var sessions = sessions(core);
    var applications = applications(core);
    var aside = TasksFeature.CallsAside.of(platform, core.calls, core::catalog, core::prices);
    return List.of(
        modelApi(core, sessions),
        responses(core),
        sessions,
        new FilesFeature(core.files),
        passthrough(core),
        core.skills,
        core.cooperation,
        applications,
        new DocumentsFeature(applications.documents(), server),
        new InsightFeature(applications.documents(), server),
        new DecisionFeature(server),
        core.selection,
        new FollowUpFeature(core.followUps, server),
        core.memory,
        new CharactersFeature(
            core.cards,
            server,
            () -> core.live.current().catalog(),
            () -> core.settings().of(CharacterSettings.SECTION).player(),
            (caller, model) -> core.keys.holder(caller.key()).mayUse(model)),
        new CharacterChatFeature(
            core.calls, core::catalog, core::prices, platform.clock(), core.characterChats()),
        generation(core),
        groups(core),
        new VotesFeature(platform, core.votes, core.audit, server),
        tasks(core, aside),
        batches(core, aside),
        new OpenApiFeature());
  }

  private static PassthroughFeature passthrough(Core core) {
    return new PassthroughFeature(
        core.calls,
        core::catalog,
        core.audit,
        core.platform.clock(),
        core.models.tokens()::estimate);
  }

  private static List<Feature> forOperators(Core core) {
    var platform = core.platform;
    var clock = platform.clock();
    var models = core.models;
    var figures = figures(core);
    var monitor = MonitorFeature.open(platform, models);
    var spending = new SpendingFeature(core.ledger, models.budgets(), core.keys, clock);
    var alerts = alerts(core, monitor, figures);
    var reports = reports(core, monitor, spending, figures, alerts);
    return List.of(
        new KeysFeature(core.keys),
        new ModelAdminFeature(
            models, core::catalog, core.start.server(), monitor.limits(), platform.random()),
        new RoutingRulesFeature(core.changes, core.live::inForce, core::selected),
        new BodiesFeature(models.bodies(), core.audit, clock),
        replay(core),
        new CacheFeature(models.cache(), core.audit, clock),
        spending,
        figures,
        new ChangesFeature(core.changes, core.live::inForce, core::catalog, models.traffic()),
        new OperationsFeature(platform, core.audit),
        new MetricsFeature(platform.telemetry(), core.calls.live()),
        monitor,
        search(core),
        SkillComparisonFeature.open(
            core.ledger, core.skills::catalog, core.selection::feedback, clock),
        alerts,
        reports,
        new ReportSchedulesFeature(reports.scheduler(), core.changes, core.live::inForce),
        new ContextReportFeature(core.contexts, core.ledger, clock),
        new ConsoleFeature(
            platform, core.keys, core.audit, () -> core.settings().of(ConsoleSettings.SECTION)),
        core.events);
  }

  /** Sources are named by callers, so that only public addresses are connected to. */
  private static CharacterGenerationFeature generation(Core core) {
    return CharacterGenerationFeature.open(
        core.platform,
        core.calls,
        new CharacterGenerationFeature.Moment(
            () -> core.settings().of(CharacterSettings.SECTION), core::catalog, core::prices),
        core.publicPools(),
        EgressGuard.publicOnly(core.start.platform().egressAllowed()),
        core.tasks);
  }

  private static GroupsFeature groups(Core core) {
    return GroupsFeature.open(
        core.cards,
        core.calls,
        new GroupsFeature.Moment(core::catalog, core::prices),
        new GroupModels(
            () -> core.live.current().catalog(),
            () -> core.settings().of(CharacterSettings.SECTION).player(),
            (caller, model) -> core.keys.holder(caller.key()).mayUse(model)),
        core.chats,
        core.followUps);
  }

  private static ReplayFeature replay(Core core) {
    return ReplayFeature.open(
        core.platform,
        core.calls,
        core::catalog,
        core::prices,
        new ReplayFeature.Records(core.models.bodies(), core.ledger, core.audit));
  }

  private static SearchFeature search(Core core) {
    return new SearchFeature(
        new Search(
            core.ledger,
            core.chats.sessions(),
            core.tasks.queue(),
            core.keys,
            core.skills::catalog,
            core::catalog,
            core.platform.clock()));
  }

  private static FiguresFeature figures(Core core) {
    return FiguresFeature.open(
        core.platform, core.ledger, () -> core.settings().of(RetentionSettings.SECTION));
  }

  private static ModelApiFeature modelApi(Core core, SessionsFeature sessions) {
    return new ModelApiFeature(
        core.calls,
        core::catalog,
        core::prices,
        core.platform.clock(),
        sessions::keeping,
        core.models.tokens()::estimate);
  }

  private static ResponsesFeature responses(Core core) {
    return new ResponsesFeature(
        core.calls,
        core::catalog,
        core::prices,
        core.platform.clock(),
        core.archive,
        core.chats,
        core.models.tokens()::estimate);
  }

  private static SessionsFeature sessions(Core core) {
    return SessionsFeature.open(
        core.platform,
        core.calls,
        core::catalog,
        core.ledger,
        core.chats,
        new SessionsFeature.Rules(
            core.views,
            new UserMemory(core.memory),
            () -> core.settings().of(ContextSettings.SECTION).budgetTokens()));
  }

  private static TasksFeature tasks(Core core, TasksFeature.CallsAside calls) {
    var egress = EgressGuard.publicOnly(core.start.platform().egressAllowed());
    return TasksFeature.open(core.tasks, calls, egress);
  }

  private static BatchesFeature batches(Core core, TasksFeature.CallsAside calls) {
    return BatchesFeature.open(
        core.platform,
        new BatchesFeature.Ways(
            calls,
            core.tasks,
            core.files,
            core.archive,
            core.chats,
            () -> core.settings().of(BatchSettings.SECTION)));
  }

  private static ReportsFeature reports(
      Core core,
      MonitorFeature monitor,
      SpendingFeature spending,
      FiguresFeature figures,
      AlertFeature alerts) {
    return ReportsFeature.open(
            core.platform,
            spending,
            figures,
            monitor,
            alerts,
            () -> core.settings().of(ReportScheduleSettings.SECTION))
        .with(
            new TaskSections(
                core.platform.store(), () -> core.settings().of(TaskSettings.SECTION).workers()),
            ReportKind.TASKS,
            ReportKind.SUMMARY,
            ReportKind.PERFORMANCE);
  }

  private static AlertFeature alerts(Core core, MonitorFeature monitor, FiguresFeature figures) {
    return AlertFeature.open(
        core.platform,
        core.alerts,
        new AlertFeature.Watched(
            core.ledger,
            figures.figures(),
            core.models,
            core.keys,
            monitor,
            core.tasks,
            core.start.server().deadline()),
        core.changes,
        core.live::inForce,
        () -> core.settings().of(AlertRuleSettings.SECTION));
  }
}
