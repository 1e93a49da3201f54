package dev.tutti.cooperation.http;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.cooperation.plan.CooperationKind;
import dev.tutti.cooperation.plan.CooperationRequest;
import dev.tutti.cooperation.plan.ModelCheck;
import dev.tutti.cooperation.plan.PlanReader;
import dev.tutti.cooperation.run.CooperationEngine;
import dev.tutti.cooperation.run.CooperationResult;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.security.Principal;
import dev.tutti.task.api.StepCheckpoints;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/cooperation/{kind}}.
 *
 * @param models that a caller may name
 * @param threads for runs, which block
 */
public record CooperationEndpoint(
    CooperationEngine engine,
    Function<Principal, ModelCheck> models,
    CallStart calls,
    TaskQueue queue,
    Executor threads) {
  private static final String PATH = "/v1/cooperation/";
  private static final String BACKGROUND = "background";
  private static final String STREAM = "stream";
  private static final int ACCEPTED = 202;

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return Arrays.stream(CooperationKind.values())
        .map(
            kind ->
                new HttpRoute(POST, PATH + kind.word(), keyed(), exchange -> begin(exchange, kind)))
        .toList();
  }

  private void begin(HttpExchange exchange, CooperationKind kind) {
    var call = calls.begin(exchange);
    var forget = call.onCancel(() -> exchange.fail(call.reason()));
    exchange
        .tree(calls.settings().bodyLimit(), Json::request)
        .onComplete(_ -> forget.run())
        .onSuccess(body -> read(exchange, call, kind, body))
        .onFailure(exchange::fail);
  }

  /** Beside the loop, as whether a model is there may be asked of the store. */
  private void read(HttpExchange exchange, Call call, CooperationKind kind, ObjectNode body) {
    var check = models.apply(exchange.principal());
    call.loop()
        .offload(() -> PlanReader.request(kind, body, check))
        .onSuccess(
            request -> exchange.attempt(call, () -> begin(exchange, call, kind, body, request)))
        .onFailure(thrown -> exchange.fail(call, thrown));
  }

  private void begin(
      HttpExchange exchange,
      Call call,
      CooperationKind kind,
      ObjectNode body,
      CooperationRequest request) {
    boolean streams = flag(body, STREAM);
    if (flag(body, BACKGROUND)) {
      if (streams) {
        throw Fault.invalid(BACKGROUND, "true (expected: false for a stream)");
      }
      submit(exchange, call, kind, body);
      return;
    }
    call.subject(
        new CallSubject(
            exchange.method().name(),
            exchange.endpoint(),
            Operation.CHAT,
            CallSubject.WORKFLOW + kind.word(),
            streams));
    if (streams) {
      var stream = CooperationStream.open(exchange, call, calls.settings().heartbeat());
      run(
          request,
          call,
          stream,
          (result, thrown) -> stream.end(result == null ? null : result.json(), cause(thrown)));
    } else {
      var paid = new PaidAnswers();
      exchange.errors(paid);
      run(request, call, paid, (result, thrown) -> end(exchange, call, result, thrown));
    }
  }

  /** Runs it on a thread, and what comes of it on the call's loop. */
  private void run(CooperationRequest request, Call call, RunObserver observer, RunEnd then) {
    var _ =
        CompletableFuture.supplyAsync(
                () -> engine.run(request, call, observer, StepCheckpoints.NONE), threads)
            .whenComplete((result, thrown) -> call.loop().run(() -> then.ended(result, thrown)));
  }

  private interface RunEnd {
    void ended(@Nullable CooperationResult result, @Nullable Throwable thrown);
  }

  private static boolean flag(ObjectNode body, String name) {
    var flag = body.path(name);
    if (!flag.isMissingNode() && !flag.isNull() && !flag.isBoolean()) {
      throw Fault.invalid(name, flag + " (expected: true or false)");
    }
    return flag.asBoolean(false);
  }

  /** Has it run as a task, which is there once the caller is answered. */
  private void submit(HttpExchange exchange, Call call, CooperationKind kind, ObjectNode body) {
    var input = body.deepCopy();
    input.remove(BACKGROUND);
    input.remove(STREAM);
    input.put("call", kind.word());
    exchange.when(
        queue.submit(
            TaskRequest.of("cooperation", input),
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
      @Nullable CooperationResult result,
      @Nullable Throwable thrown) {
    if (exchange.response().ended() || exchange.response().closed()) {
      return;
    }
    AnswerHeaders.write(exchange.response(), call);
    if (result != null) {
      exchange.attempt(() -> exchange.json(result.json()));
    } else {
      exchange.fail(cause(thrown));
    }
  }

  private static Throwable cause(@Nullable Throwable thrown) {
    return thrown instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : thrown == null ? new IllegalStateException("no result") : thrown;
  }
}
