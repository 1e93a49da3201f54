package dev.tutti.skill.http;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.security.Role;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.load.Skills;
import dev.tutti.skill.run.SkillArrival;
import dev.tutti.skill.run.SkillDialogues;
import dev.tutti.skill.run.SkillEngine;
import dev.tutti.skill.test.Recordings;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/skills/{name}/execute} and {@code /stream}.
 *
 * @param threads for executions, which block
 * @param queue of tasks, once there is one
 */
public record SkillEndpoint(
    Skills skills,
    SkillEngine engine,
    SkillDialogues dialogues,
    Recordings recordings,
    Executor threads,
    CallStart calls,
    AtomicReference<@Nullable TaskQueue> queue) {
  private static final int ACCEPTED = 202;

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(
        new HttpRoute(POST, "/v1/skills/{name}/execute", keyed(), this::execute),
        new HttpRoute(POST, "/v1/skills/{name}/stream", keyed(), this::stream));
  }

  /** {@code POST .../execute}. */
  void execute(HttpExchange exchange) {
    begin(exchange, false);
  }

  /** {@code POST .../stream}. */
  void stream(HttpExchange exchange) {
    begin(exchange, true);
  }

  private void begin(HttpExchange exchange, boolean streams) {
    var name = exchange.path("name");
    exchange.principal().requireModel(SkillName.PREFIX + name);
    var call = calls.begin(exchange);
    var forget = call.onCancel(() -> exchange.fail(call.reason()));
    exchange
        .tree(calls.settings().bodyLimit(), SkillBody::read)
        .onComplete(_ -> forget.run())
        .onSuccess(
            read -> exchange.attempt(call, () -> execute(exchange, call, name, read, streams)))
        .onFailure(exchange::fail);
  }

  private void execute(
      HttpExchange exchange, Call call, String name, SkillBody read, boolean streams) {
    if (read.isBackground()) {
      submit(exchange, call, name, read, streams);
      return;
    }
    var request = read.request(name, exchange.query("version").orElse(""));
    new VisibleSkills(skills.current(), exchange.principal()).requireKnown(name);
    call.caller(read.caller(call.caller()));
    call.subject(
        new CallSubject(
            exchange.method().name(),
            exchange.endpoint(),
            Operation.CHAT,
            SkillName.PREFIX + name,
            streams));
    SkillExecution execution = records(exchange, read) ? this::recorded : this::executed;
    var visit = new SkillVisit(request, call, dialogues.arrive(request, call));
    if (streams) {
      var stream = SkillStream.open(exchange, call);
      var _ =
          run(execution, visit, stream::tell)
              .whenComplete((result, thrown) -> call.loop().run(() -> stream.end(result, thrown)));
    } else {
      var _ =
          run(execution, visit, SkillListener.NOBODY)
              .whenComplete(
                  (result, thrown) -> call.loop().run(() -> end(exchange, call, result, thrown)));
    }
  }

  /** Has it executed as a task, which is there once the caller is answered. */
  private void submit(
      HttpExchange exchange, Call call, String name, SkillBody read, boolean streams) {
    var tasks = queue.get();
    if (tasks == null || streams) {
      throw Fault.invalid("background", "true (expected: false for a stream)");
    }
    new VisibleSkills(skills.current(), exchange.principal()).requireKnown(name);
    var version = exchange.query("version").orElse("");
    var input = read.taskInput(version.isEmpty() ? name : name + "@" + version);
    var owner = TaskOwner.of(read.caller(call.caller()));
    exchange.when(
        tasks.submit(TaskRequest.of("skill", input), exchange.principal(), owner),
        submitted -> {
          exchange.response().setStatusCode(ACCEPTED);
          exchange.json(submitted.task().reference());
        });
  }

  private static void end(
      HttpExchange exchange, Call call, @Nullable ObjectNode result, @Nullable Throwable thrown) {
    if (exchange.response().ended() || exchange.response().closed()) {
      return;
    }
    AnswerHeaders.write(exchange.response(), call);
    if (result != null) {
      exchange.json(result);
    } else {
      exchange.fail(SkillStream.cause(thrown));
    }
  }

  /** Recordings hold what users say, so that only operators make and read them. */
  private static boolean records(HttpExchange exchange, SkillBody body) {
    if (body.records()) {
      exchange.principal().requireAny(Set.of(Role.OPERATOR));
    }
    return body.records();
  }

  /** A request that is here, and its place in the line of its session. */
  private record SkillVisit(SkillRequest request, Call call, SkillArrival arrival) {}

  private interface SkillExecution {
    ObjectNode execute(SkillVisit visit, SkillListener listener);
  }

  private CompletableFuture<ObjectNode> run(
      SkillExecution execution, SkillVisit visit, SkillListener listener) {
    return CompletableFuture.supplyAsync(() -> execution.execute(visit, listener), threads);
  }

  private ObjectNode executed(SkillVisit visit, SkillListener listener) {
    return SkillJson.of(
        dialogues.execute(
            visit.request,
            visit.call,
            visit.arrival,
            (skill, asked) -> engine.execute(skill, asked, visit.call, listener)));
  }

  private ObjectNode recorded(SkillVisit visit, SkillListener listener) {
    var id = new AtomicReference<>("");
    var result =
        dialogues.execute(
            visit.request,
            visit.call,
            visit.arrival,
            (skill, asked) -> {
              var recorded = recordings.execute(skill, asked, visit.call, listener);
              id.set(recorded.id());
              return recorded.result();
            });
    return SkillJson.of(result).put("recording", id.get().isEmpty() ? null : id.get());
  }
}
