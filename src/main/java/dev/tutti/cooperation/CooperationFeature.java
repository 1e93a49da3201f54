package dev.tutti.cooperation;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.cooperation.http.CooperationEndpoint;
import dev.tutti.cooperation.member.RunCheckpoints;
import dev.tutti.cooperation.member.RunEnvironment;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.plan.CooperationKind;
import dev.tutti.cooperation.plan.PlanReader;
import dev.tutti.cooperation.run.CooperationEngine;
import dev.tutti.cooperation.run.CooperationResult;
import dev.tutti.cooperation.task.CooperationTask;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Principal;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskQueue;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Cooperations: as calls, as tasks, and as models. Thread-safe. */
public final class CooperationFeature implements Feature, AutoCloseable {
  private final CallStart calls;
  private final Moment moment;
  private final TaskQueue queue;
  private final CooperationEngine engine;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Settings, models, prices and learned weights of the moment. */
  public record Moment(
      Supplier<CooperationSettings> settings,
      Supplier<ModelCatalog> models,
      Supplier<Prices> prices,
      Supplier<VoteCounter> votes) {}

  private CooperationFeature(CallStart calls, Moment moment, TaskQueue queue) {
    this.calls = calls;
    this.moment = moment;
    this.queue = queue;
    this.engine =
        new CooperationEngine(
            new RunEnvironment(moment.models, new ActiveCalls(), moment.prices, moment.votes));
  }

  /** Opens it over a platform, which closes it, and adds its kind of tasks. */
  public static CooperationFeature open(
      Platform platform, CallStart calls, Moment moment, Tasks tasks) {
    var opened = platform.add(new CooperationFeature(calls, moment, tasks.queue()));
    tasks.add(
        new CooperationTask(
            opened.engine,
            principal -> new MemberModels(moment.models.get(), principal),
            platform.loops(),
            platform.ids(),
            calls.observer()));
    return opened;
  }

  @Override
  public void routes(Routes routes) {
    routes.add(
        new CooperationEndpoint(
                engine,
                principal -> new MemberModels(moment.models.get(), principal),
                calls,
                queue,
                threads)
            .routes());
  }

  @Override
  public List<ModelSource> modelSources() {
    return List.of(new CooperationModelSource(engine, moment.settings, moment.models, threads));
  }

  /**
   * Runs one, and waits for its end.
   *
   * @param body as the endpoint of its kind takes it
   * @throws dev.tutti.chat.Fault when nothing came of it
   */
  public CooperationResult run(
      CooperationKind kind, ObjectNode body, Call call, RunObserver observer) {
    var models = new MemberModels(moment.models.get(), new Principal.Anonymous());
    return engine.run(PlanReader.request(kind, body, models), call, observer, RunCheckpoints.NONE);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
