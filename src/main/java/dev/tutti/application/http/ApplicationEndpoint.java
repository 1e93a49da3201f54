package dev.tutti.application.http;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationAnswer;
import dev.tutti.application.run.ApplicationEngine;
import dev.tutti.application.run.ApplicationObserver;
import dev.tutti.application.run.ApplicationRequest;
import dev.tutti.application.run.OwnedFiles;
import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/apps/{name}}: JSON, or a form with files.
 *
 * @param threads for runs, which block
 */
public record ApplicationEndpoint(
    ApplicationEngine engine, CallStart calls, TaskQueue queue, Executor threads) {
  private static final String PATH = "/v1/apps/";
  private static final String BACKGROUND = "background";
  private static final int ACCEPTED = 202;

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return engine.applications().stream()
        .map(
            each ->
                new HttpRoute(
                    POST,
                    PATH + each.name(),
                    keyed(),
                    Endpoint.telling(new ApplicationErrors(), exchange -> begin(exchange, each))))
        .toList();
  }

  private void begin(HttpExchange exchange, Application application) {
    var call = calls.begin(exchange);
    var forget = call.onCancel(() -> exchange.fail(call.reason()));
    var form = new ApplicationForm(engine.documents(), exchange);
    var body =
        form.isForm()
            ? form.read(json -> request(call, application, json))
            : exchange.tree(calls.settings().bodyLimit(), Json::request);
    body.onComplete(_ -> forget.run())
        .onSuccess(json -> read(exchange, call, application, json))
        .onFailure(exchange::fail);
  }

  /** Beside the loop, as whether a model is there may be asked of the store. */
  private Future<ApplicationRequest> request(Call call, Application application, ObjectNode body) {
    return call.loop().offload(() -> engine.request(application, body, call.caller()));
  }

  private void read(HttpExchange exchange, Call call, Application application, ObjectNode body) {
    request(call, application, body)
        .onSuccess(
            request ->
                exchange.attempt(call, () -> begin(exchange, call, application, body, request)))
        .onFailure(thrown -> exchange.fail(call, thrown));
  }

  private void begin(
      HttpExchange exchange,
      Call call,
      Application application,
      ObjectNode body,
      ApplicationRequest request) {
    if (flag(body)) {
      submit(exchange, call, application, body);
      return;
    }
    call.subject(
        new CallSubject(
            exchange.method().name(),
            exchange.endpoint(),
            Operation.CHAT,
            ApplicationEngine.PREFIX + application.name(),
            false));
    var files = new OwnedFiles(engine.documents(), call.caller().owner());
    var _ =
        CompletableFuture.supplyAsync(
                () ->
                    engine.run(
                        application,
                        request,
                        call,
                        files,
                        ApplicationObserver.NOBODY,
                        StepCheckpoints.NONE),
                threads)
            .whenComplete(
                (answer, thrown) -> call.loop().run(() -> end(exchange, call, answer, thrown)));
  }

  private static boolean flag(ObjectNode body) {
    var flag = body.path(BACKGROUND);
    if (!flag.isMissingNode() && !flag.isNull() && !flag.isBoolean()) {
      throw Fault.invalid(BACKGROUND, flag + " (expected: true or false)");
    }
    return flag.asBoolean(false);
  }

  /** Has it run as a task, which is there once the caller is answered. */
  private void submit(HttpExchange exchange, Call call, Application application, ObjectNode body) {
    var input = body.deepCopy();
    input.remove(BACKGROUND);
    input.put("call", application.name());
    exchange.when(
        queue.submit(
            TaskRequest.of("application", input),
            exchange.principal(),
            TaskOwner.of(call.caller())),
        submitted -> {
          exchange.response().setStatusCode(ACCEPTED);
          exchange.json(submitted.task().reference());
        });
  }

  private static void end(
      HttpExchange exchange,
      Call call,
      @Nullable ApplicationAnswer answer,
      @Nullable Throwable thrown) {
    if (exchange.response().ended() || exchange.response().closed()) {
      return;
    }
    AnswerHeaders.write(exchange.response(), call);
    if (answer != null) {
      exchange.attempt(() -> exchange.json(answer.json()));
    } else {
      exchange.fail(thrown == null ? new IllegalStateException("no result") : Fault.from(thrown));
    }
  }
}
