package dev.tutti.application;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationAnswer;
import dev.tutti.application.api.DocumentSource;
import dev.tutti.application.http.ApplicationEndpoint;
import dev.tutti.application.run.ApplicationEngine;
import dev.tutti.application.run.ApplicationObserver;
import dev.tutti.application.task.ApplicationTask;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.document.StoredDocuments;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.TaskQueue;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Applications: as calls, as tasks, and as models. Thread-safe. */
public final class ApplicationFeature implements Feature, AutoCloseable {
  private final CallStart calls;
  private final TaskQueue queue;
  private final ApplicationEngine engine;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Settings, models and prices of the moment.
   *
   * @param mayUse whether a caller may use a model by its name
   * @param admission of calls that ask no model, at the limits of their user and key; what it gives
   *     is run at their end
   */
  public record Moment(
      Supplier<ApplicationSettings> settings,
      Supplier<ModelCatalog> models,
      Supplier<Prices> prices,
      BiPredicate<Caller, String> mayUse,
      Function<Call, Future<Runnable>> admission) {}

  private ApplicationFeature(CallStart calls, TaskQueue queue, ApplicationEngine engine) {
    this.calls = calls;
    this.queue = queue;
    this.engine = engine;
  }

  /** Opens some over a platform, which closes them, and adds their kind of tasks. */
  public static ApplicationFeature open(
      Platform platform,
      CallStart calls,
      List<Application> applications,
      StoredDocuments documents,
      Moment moment,
      Tasks tasks) {
    var engine =
        new ApplicationEngine(
            applications,
            documents,
            new ApplicationEngine.Moment(
                () -> moment.settings.get().model(),
                moment.models,
                moment.prices,
                moment.mayUse,
                moment.admission));
    var opened = platform.add(new ApplicationFeature(calls, tasks.queue(), engine));
    tasks.add(new ApplicationTask(engine, platform.loops(), platform.ids(), calls.observer()));
    return opened;
  }

  @Override
  public void routes(Routes routes) {
    routes.add(new ApplicationEndpoint(engine, calls, queue, threads).routes());
  }

  @Override
  public List<ModelSource> modelSources() {
    return List.of(new ApplicationModelSource(engine, threads));
  }

  /**
   * Runs one, and waits for its end.
   *
   * @param name such as {@code document_analysis}
   * @param body as its endpoint takes it
   * @param source of the files that the body names
   * @throws dev.tutti.chat.Fault when nothing came of it
   */
  public ApplicationAnswer run(String name, ObjectNode body, Call call, DocumentSource source) {
    var application = engine.application(name);
    return engine.run(
        application,
        engine.request(application, body, call.caller()),
        call,
        source,
        ApplicationObserver.NOBODY,
        StepCheckpoints.NONE);
  }

  /** Documents that applications read. */
  public StoredDocuments documents() {
    return engine.documents();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
