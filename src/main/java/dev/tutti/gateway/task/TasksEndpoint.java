package dev.tutti.gateway.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.http.StreamPlaces;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.query.QuerySyntaxException;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.schedule.TaskDurations;
import dev.tutti.wire.EgressGuard;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/tasks}: durable tasks of their owner. One of another owner's is not there, whatever
 * the body.
 *
 * @param egress where callers may have Tutti connect to
 * @param bodyLimit the longest body
 * @param places of answers that are held open
 */
public record TasksEndpoint(
    TaskQueue tasks, InstantSource clock, EgressGuard egress, int bodyLimit, HeldPlaces places) {
  private static final String IDEMPOTENCY_KEY = "idempotency-key";
  private static final int ACCEPTED = 202;

  private static final Future<Optional<TaskLimits>> NO_LIMITS =
      Future.succeededFuture(Optional.empty());
  private static final int USUAL = 20;
  private static final int MOST_EVENTS = 10_000;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /**
   * Places of answers that are held open.
   *
   * @param streams of events
   * @param waits for ends of tasks
   */
  public record HeldPlaces(StreamPlaces streams, StreamPlaces waits) {}

  /** {@code POST /v1/tasks}: submits one. */
  public void submit(HttpExchange exchange) {
    exchange
        .tree(bodyLimit, TaskBody::read)
        .onSuccess(body -> exchange.attempt(() -> submit(exchange, body)))
        .onFailure(exchange::fail);
  }

  private void submit(HttpExchange exchange, TaskBody body) {
    var request = body.request(exchange.header(IDEMPOTENCY_KEY).orElse(""), egress);
    var principal = exchange.principal();
    var owner = TaskOwner.of(principal.caller());
    exchange.when(
        tasks.submit(request, principal, owner), submission -> answer(exchange, submission));
  }

  private void answer(HttpExchange exchange, TaskQueue.Submission submission) {
    var task = submission.task();
    var json = TaskJson.of(task, tasks.hold(task).orElse(null));
    var advice = json.putArray("advice");
    tasks.advice(task).forEach(each -> advice.add(TaskJson.reason("advice", each)));
    if (submission.isNew()) {
      exchange.response().setStatusCode(ACCEPTED);
    }
    exchange.json(json);
  }

  /** {@code GET /v1/tasks/kinds}: what may be submitted. */
  public void kinds(HttpExchange exchange) {
    exchange.json(TaskJson.of(tasks.kinds()));
  }

  /** {@code GET /v1/tasks}: those of the caller, the newest first. */
  public void list(HttpExchange exchange) {
    var limit =
        (int)
            Page.number(
                "limit", exchange.query("limit").orElse(Integer.toString(USUAL)), Page.MOST);
    exchange.when(
        tasks.list(owner(exchange), query(exchange), exchange.query("after").orElse(""), limit),
        page -> exchange.json(TaskJson.of(page, tasks::hold)));
  }

  /** {@code GET /{id}}, which waits for its end where {@code wait} says so. */
  public void show(HttpExchange exchange) {
    var owner = owner(exchange);
    var id = exchange.path("id");
    var wait = exchange.query("wait").map(TasksEndpoint::wait);
    if (wait.isEmpty()) {
      exchange.when(tasks.find(owner, id), found -> exchange.json(shown(found)));
    } else {
      exchange.onEnd(places.waits.take(owner));
      var ended = tasks.await(owner, id, wait.get());
      exchange.onEnd(() -> ended.completeExceptionally(left()));
      exchange.when(ended, found -> told(exchange, Json.bytes(shown(found))));
    }
  }

  /** End of the wait of who has left, or been answered. */
  private static Fault left() {
    return Fault.of(FaultCode.CANCELLED, "nobody waits any more");
  }

  private ObjectNode shown(TaskDetail found) {
    return TaskJson.of(found, tasks.hold(found.task()).orElse(null));
  }

  /** All who wait for a task are told at once, so that there must be memory for each answer. */
  private static void told(HttpExchange exchange, byte[] body) {
    exchange.memory().take(body.length);
    exchange
        .response()
        .putHeader("content-type", "application/json")
        .putHeader(AnswerHeaders.REQUEST_ID, exchange.id());
    exchange.end(Buffer.buffer(body));
  }

  private static Duration wait(String text) {
    var seconds = text.matches("\\d{1,6}(\\.\\d{1,3})?") ? text + "s" : text;
    var time =
        seconds.matches("0+(\\.0+)?s")
            ? Duration.ZERO
            : TaskDurations.text(seconds)
                .orElseThrow(() -> Fault.invalid("wait", text + " (expected: such as 30s)"));
    return time.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : time;
  }

  /** {@code GET /{id}/report}: what it was, in all its attempts. */
  public void report(HttpExchange exchange) {
    var owner = owner(exchange);
    var id = exchange.path("id");
    exchange.when(
        tasks
            .find(owner, id)
            .thenCompose(
                found ->
                    history(owner, id, List.of())
                        .thenCombine(
                            tasks.steps(owner, id),
                            (events, steps) -> TaskJson.report(found, events, steps))),
        exchange::json);
  }

  /** Events of a task, some at a time, so that others read between. */
  private CompletableFuture<List<TaskEvent>> history(
      String owner, String id, List<TaskEvent> before) {
    long after = before.isEmpty() ? 0 : before.getLast().number();
    return tasks
        .events(owner, id, after)
        .thenCompose(
            more -> {
              var all = Stream.concat(before.stream(), more.stream()).toList();
              return more.isEmpty() || all.size() >= MOST_EVENTS
                  ? CompletableFuture.completedFuture(all)
                  : history(owner, id, all);
            });
  }

  /** {@code GET /{id}/events}: what happens to it, as server-sent events. */
  public void events(HttpExchange exchange) {
    var owner = owner(exchange);
    var id = exchange.path("id");
    long after = after(exchange);
    exchange.onEnd(places.streams.take(owner));
    exchange.when(
        tasks.find(owner, id),
        _ ->
            new TaskEventStream(exchange, tasks, new TaskEventStream.Watched(owner, id), after)
                .start());
  }

  /** Number of the event that the reader has seen last. */
  private static long after(HttpExchange exchange) {
    var seen = exchange.header("last-event-id").or(() -> exchange.query("after")).orElse("");
    return seen.isEmpty() || seen.equals("0")
        ? 0
        : Page.number("last-event-id", seen, Long.MAX_VALUE);
  }

  /** {@code POST /{id}/cancel}: ends it, if it has not ended. */
  public void cancel(HttpExchange exchange) {
    exchange.when(
        tasks.cancel(owner(exchange), exchange.path("id")),
        task -> exchange.json(TaskJson.of(task, null)));
  }

  /** {@code POST /{id}/requeue}: runs it again, with other limits where the body has some. */
  public void requeue(HttpExchange exchange) {
    var owner = owner(exchange);
    var id = exchange.path("id");
    exchange
        .body(bodyLimit)
        .compose(body -> body.length == 0 ? NO_LIMITS : exchange.tree(body, TaskBody::limits))
        .onSuccess(
            limits ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            limits
                                .map(each -> tasks.requeue(owner, id, each))
                                .orElseGet(() -> tasks.requeue(owner, id)),
                            task -> requeued(exchange, task))))
        .onFailure(exchange::fail);
  }

  private static void requeued(HttpExchange exchange, TaskRecord task) {
    exchange.response().setStatusCode(ACCEPTED);
    exchange.json(TaskJson.of(task, null));
  }

  /** {@code POST /v1/tasks/requeue}: runs all again that a filter means. */
  public void requeueAll(HttpExchange exchange) {
    forAll(exchange, "requeued", query -> tasks.requeue(owner(exchange), query));
  }

  /** {@code POST /v1/tasks/cancel}: ends all that a filter means. */
  public void cancelAll(HttpExchange exchange) {
    forAll(exchange, "cancelled", query -> tasks.cancel(owner(exchange), query));
  }

  private void forAll(
      HttpExchange exchange, String done, Function<Query, CompletableFuture<Integer>> work) {
    exchange
        .tree(bodyLimit, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            work.apply(filter(body)),
                            count -> exchange.json(Json.object().put(done, count)))))
        .onFailure(exchange::fail);
  }

  private Query filter(ObjectNode body) {
    var filter = body.path("filter");
    if (!filter.isString()) {
      throw Fault.invalid("filter", "no text (expected: a filter such as status=dead)");
    }
    return read(filter.asString());
  }

  private Query query(HttpExchange exchange) {
    var filter = exchange.query("filter").orElse("");
    var status = exchange.query("status").map(TasksEndpoint::status).orElse("");
    return read(status.isEmpty() ? filter : "status=" + status + " " + filter);
  }

  private static String status(String word) {
    try {
      return TaskState.of(word).word();
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("status", String.valueOf(e.getMessage()));
    }
  }

  private Query read(String filter) {
    try {
      return TaskFields.query(filter, new Moment(clock.instant(), ZoneOffset.UTC));
    } catch (QuerySyntaxException e) {
      throw Fault.invalid("filter", String.valueOf(e.getMessage()));
    }
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }
}
