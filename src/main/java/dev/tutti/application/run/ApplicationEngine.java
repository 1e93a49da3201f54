package dev.tutti.application.run;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationAnswer;
import dev.tutti.application.api.DocumentSource;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.StoredDocuments;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.api.StepCheckpoints;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Engine that runs applications. Blocking, for virtual threads; thread-safe. */
public final class ApplicationEngine {
  /** Beginning of the names of applications as models. */
  public static final String PREFIX = "app:";

  private static final String MODEL = "model";
  private static final String SIMULATED = "sim";

  private final List<Application> applications;
  private final StoredDocuments documents;
  private final Moment moment;
  private final ActiveCalls live = new ActiveCalls();

  /**
   * Models and prices of the moment.
   *
   * @param usual model that is asked where a request names none; empty for the caller's first alias
   * @param mayUse whether a caller may use a model by its name
   * @param admission of calls that ask no model, on their loop; what it gives is run at their end
   */
  public record Moment(
      Supplier<String> usual,
      Supplier<ModelCatalog> models,
      Supplier<Prices> prices,
      BiPredicate<Caller, String> mayUse,
      Function<Call, Future<Runnable>> admission) {}

  /** Engine of some applications. */
  public ApplicationEngine(
      List<Application> applications, StoredDocuments documents, Moment moment) {
    this.applications = List.copyOf(applications);
    this.documents = documents;
    this.moment = moment;
  }

  /** Every application. */
  public List<Application> applications() {
    return applications;
  }

  /** Documents that applications read. */
  public StoredDocuments documents() {
    return documents;
  }

  /**
   * Application of a name.
   *
   * @throws Fault {@code invalid_request}, naming all
   */
  public Application application(String name) {
    return applications.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.invalid(
                    "call",
                    "\"%s\" (expected: one of %s)"
                        .formatted(
                            name,
                            String.join(
                                ", ", applications.stream().map(Application::name).toList()))));
  }

  /**
   * Request that can be run, for who may ask for it. Asks no model, but may wait for the store
   * where a model is named, so not on a loop.
   *
   * @throws Fault {@code invalid_request}, naming the member
   */
  public ApplicationRequest request(Application application, ObjectNode body, Caller caller) {
    var request = ApplicationRequest.read(body);
    application.check(request.parameters());
    if (request.texts().isEmpty()
        && request.files().isEmpty()
        && !application.worksWithoutInput()) {
      throw Fault.invalid("content", "is missing (expected: a text, or files)");
    }
    if (!request.model().isEmpty()) {
      requireModel(request.model(), caller);
    }
    return request;
  }

  private void requireModel(String model, Caller caller) {
    var catalog = moment.models.get();
    if (model.startsWith(PREFIX)) {
      throw Fault.invalid(MODEL, "\"%s\" (expected: a model, no application)".formatted(model));
    }
    if (!moment.mayUse.test(caller, model) || !catalog.shows(model, caller)) {
      throw ModelCatalog.unknown(
          model,
          catalog.entries().stream()
              .filter(each -> moment.mayUse.test(caller, each.id()))
              .toList());
    }
    var _ = catalog.model(model);
  }

  /**
   * Runs one, and waits for its end.
   *
   * @param source of the files that are named
   * @param checkpoints knows answers of an earlier attempt, and keeps those of this one
   * @throws Fault when nothing came of it
   */
  public ApplicationAnswer run(
      Application application,
      ApplicationRequest request,
      Call call,
      DocumentSource source,
      ApplicationObserver observer,
      StepCheckpoints checkpoints) {
    long began = call.loop().nanos();
    var spending = new ApplicationSpending();
    var model = model(request, call.caller());
    var calls = model.map(name -> calls(name, call, checkpoints, spending)).orElse(null);
    Runnable end = calls == null ? admitted(call) : () -> {};
    try (var input = new InputDocuments(request, documents, source)) {
      var result = application.run(new EngineRun(request, input, call, calls, observer));
      var json = Json.object().put("success", true);
      json.set("result", result);
      json.putNull("error");
      json.put("model_used", spending.isAnswered() ? model.orElse(null) : null);
      json.put(
          "processing_time", Duration.ofNanos(call.loop().nanos() - began).toMillis() / 1_000.0);
      json.set("usage", spending.json());
      return new ApplicationAnswer(application.text(result), spending.usage(), json);
    } finally {
      end.run();
    }
  }

  /** Waits until a call that asks no model may go on; one that does meets its limits there. */
  private Runnable admitted(Call call) {
    var admission = new CompletableFuture<Runnable>();
    call.loop()
        .run(
            () ->
                Future.succeededFuture() // so that what is thrown is a failure, too
                    .compose(_ -> moment.admission.apply(call))
                    .onSuccess(admission::complete)
                    .onFailure(admission::completeExceptionally));
    try {
      var end = admission.join();
      return () -> call.loop().run(end);
    } catch (CompletionException e) {
      throw Fault.from(e);
    }
  }

  private ApplicationCalls calls(
      String name, Call call, StepCheckpoints checkpoints, ApplicationSpending spending) {
    var chat = moment.models.get().model(name);
    return new ApplicationCalls(chat, name, live, moment.prices.get(), call, checkpoints, spending);
  }

  /** Model that is asked: the caller's, the configured one, or the first alias of the caller. */
  private Optional<String> model(ApplicationRequest request, Caller caller) {
    if (!request.parameters().explain()) {
      return Optional.empty();
    }
    if (!request.model().isEmpty()) {
      return Optional.of(request.model());
    }
    var usual = moment.usual.get();
    return usual.isEmpty() ? first(caller) : Optional.of(usual);
  }

  /** Not one of a source, and none that only makes words up. */
  private Optional<String> first(Caller caller) {
    var catalog = moment.models.get();
    return catalog.aliases().stream()
        .filter(name -> name.indexOf(':') < 0)
        .filter(name -> moment.mayUse.test(caller, name) && catalog.shows(name, caller))
        .filter(name -> isReal(catalog, name))
        .findFirst();
  }

  private static boolean isReal(ModelCatalog catalog, String name) {
    try {
      return catalog.members(name).stream()
          .anyMatch(each -> !each.target().provider().equals(SIMULATED));
    } catch (Fault _) {
      return false;
    }
  }
}
