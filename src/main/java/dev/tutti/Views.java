package dev.tutti;

import dev.tutti.followup.FollowUpSettings;
import dev.tutti.routing.BackgroundCalls;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionSettings;
import dev.tutti.session.view.BudgetedView;
import dev.tutti.session.view.ContextSettings;
import dev.tutti.session.view.FollowUpDependence;
import dev.tutti.session.view.InputPrices;
import dev.tutti.session.view.MessageWeights;
import dev.tutti.session.view.SummaryModel;
import dev.tutti.session.view.SummaryWriter;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Views of sessions, and calls that are sent them. */
final class Views {
  private Views() {}

  /** Views over a core whose models and sessions are open. */
  static BudgetedView of(Core core) {
    Supplier<ContextSettings> settings = () -> core.settings().of(ContextSettings.SECTION);
    return new BudgetedView(
        settings,
        new MessageWeights(
            new FollowUpDependence(
                () -> core.settings().of(FollowUpSettings.SECTION), core.followUps),
            core.models.tokens(),
            (session, message, degree) ->
                core.archive.sessions().depends(session, message.id(), degree.word())),
        name -> InputPrices.of(core.prices(), name),
        summaries(core, settings),
        new UserMemory(core.memory),
        System::nanoTime);
  }

  /** Summaries, which are written by calls of their own. */
  private static SummaryWriter summaries(Core core, Supplier<ContextSettings> settings) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    core.platform.add(threads::shutdownNow);
    var sessions = core.archive.sessions();
    var summaries =
        new SummaryWriter(sessions, new SummaryModel(backgroundCalls(core)), settings, threads);
    sessions.add(summaries);
    return summaries;
  }

  /** Calls that are made of the server's own accord. */
  static BackgroundCalls backgroundCalls(Core core) {
    return new BackgroundCalls(
        core.platform, core::catalog, core.calls.observer(), core.calls.live());
  }

  /** Calls of models in sessions. */
  static SessionChats chats(Core core) {
    return new SessionChats(
        core.archive.sessions(),
        core.archive.turns(),
        core.views,
        () -> core.settings().of(SessionSettings.SECTION),
        Thread::startVirtualThread);
  }
}
