package dev.tutti.cooperation;

import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.cooperation.http.CooperationEndpoint;
import dev.tutti.cooperation.member.RunEnvironment;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.plan.CooperationKind;
import dev.tutti.cooperation.plan.PlanReader;
import dev.tutti.cooperation.run.CooperationEngine;
import dev.tutti.cooperation.task.CooperationTask;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.cooperation.vote.VoteMeters;
import dev.tutti.cooperation.vote.VoteResult;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Principal;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.TaskQueue;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Cooperations: as calls, as tasks, and as models. Thread-safe. */
public final class CooperationFeature implements Feature, AutoCloseable {
  private final CallStart calls;
  private final Moment moment;
  private final TaskQueue queue;
  private final CooperationEngine engine;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Settings, models, prices, learned weights and types of questions at the moment. */
  public record Moment(
      Supplier<CooperationSettings> settings,
      Supplier<ModelCatalog> models,
      Supplier<Prices> prices,
      Supplier<VoteCounter> votes,
      UnaryOperator<String> taskTypes) {}

  private CooperationFeature(
      CallStart calls, Moment moment, TaskQueue queue, Consumer<VoteResult> counted) {
    this.calls = calls;
    this.moment = moment;
    this.queue = queue;
    this.engine =
        new CooperationEngine(
            new RunEnvironment(
                moment.models,
                new ActiveCalls(),
                moment.prices,
                moment.votes,
                counted,
                moment.taskTypes));
  }

  /** Opens it over a platform, which closes it, and adds its kind of tasks. */
  public static CooperationFeature open(
      Platform platform, CallStart calls, Moment moment, Tasks tasks) {
    var meters = new VoteMeters(platform.registry());
    var opened = platform.add(new CooperationFeature(calls, moment, tasks.queue(), meters::count));
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
   * @param kind such as {@code parallel}
   * @param body as the endpoint of the kind takes it
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer run(String kind, ObjectNode body, Call call) {
    return observed(kind, body, call, RunObserver.NOBODY);
  }

  /**
   * The same, which hands over pieces of the last stage as they come.
   *
   * @param onDelta hears texts and reasoning in order, on threads of the run's, one at a time
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer run(
      String kind, ObjectNode body, Call call, Consumer<ChatEvent> onDelta) {
    return observed(kind, body, call, new DeltaObserver(onDelta));
  }

  private CooperationAnswer observed(
      String word, ObjectNode body, Call call, RunObserver observer) {
    var kind =
        CooperationKind.of(word)
            .orElseThrow(
                () ->
                    Fault.invalid(
                        "kind",
                        "\"%s\" (expected: one of %s)"
                            .formatted(word, String.join(", ", CooperationKind.words()))));
    var models = new MemberModels(moment.models.get(), new Principal.Anonymous());
    var request = PlanReader.request(kind, body, models);
    var result = engine.run(request, call, observer, StepCheckpoints.NONE);
    return new CooperationAnswer(result.text(), result.usage(), result.json());
  }

  /** Hands on what is said. */
  private record DeltaObserver(Consumer<ChatEvent> onDelta) implements RunObserver {
    @Override
    public void progress(ObjectNode what) {}

    @Override
    public void said(ChatEvent event) {
      onDelta.accept(event);
    }

    @Override
    public boolean hears() {
      return true;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
