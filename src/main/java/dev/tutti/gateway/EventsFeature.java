package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.alert.AlertMessage;
import dev.tutti.alert.Alerts;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.chat.Json;
import dev.tutti.event.EventLog;
import dev.tutti.event.EventTopic;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.EventsEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.StreamPlaces;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What happens now, for who watches. Thread-safe. */
public final class EventsFeature implements Feature, CallObserver {
  private static final Duration TICK = Duration.ofSeconds(2);

  /** Calls that end meanwhile are told together. */
  private static final Duration CALLS = Duration.ofMillis(250);

  /** The most tasks that one event names. */
  private static final int MOST_TASKS = 100;

  private static final int STREAMS = 100;
  private static final int STREAMS_OF_ONE = 20;

  private final EventLog log;
  private final EndedCalls calls = new EndedCalls();
  private final Set<String> tasks = ConcurrentHashMap.newKeySet();
  private final LongAdder unnamed = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Watches nothing yet but calls that it is told of. */
  public EventsFeature(Platform platform) {
    log = new EventLog(Long.toHexString(platform.random().nextLong()), System::nanoTime);
  }

  /** Notes a call that has ended. */
  @Override
  public void ended(Call call, CallEnd end) {
    if (log.isWatched() && call.subject().isPresent()) {
      ended.increment();
      if (!end.outcome().equals(CallEnd.COMPLETED)) {
        failed.increment();
      }
      calls.add(call, call.subject().get().model(), end);
    }
  }

  private void tellCalls() {
    calls.take().forEach(json -> log.add(EventTopic.CALL_ENDED, json));
  }

  /** Watches alerts, breakers and health from now on, and counts what is live. */
  public void watch(Platform platform, Alerts alerts, ModelStack models, ActiveCalls live) {
    alerts.listen(this::alert);
    models
        .breakers()
        .listen(
            (target, before, now, why) ->
                log.add(
                    EventTopic.BREAKER_CHANGED,
                    Json.text(
                        Json.object()
                            .put("deployment", target.deployment())
                            .put("before", before)
                            .put("now", now))));
    models
        .health()
        .listen(
            (target, healthy, why) ->
                log.add(
                    EventTopic.HEALTH_CHANGED,
                    Json.text(
                        Json.object()
                            .put("deployment", target.deployment())
                            .put("healthy", healthy))));
    platform.every(TICK, () -> log.addIfWatched(EventTopic.LIVE_TICK, () -> tick(live)));
    platform.every(TICK, this::tellTasks);
    platform.every(CALLS, this::tellCalls);
  }

  /** Notes that a task has changed; told together with others that have. */
  public void changed(String task) {
    if (!log.isWatched()) {
      return;
    }
    if (tasks.size() < MOST_TASKS) {
      tasks.add(task);
    } else if (!tasks.contains(task)) {
      unnamed.increment();
    }
  }

  private void tellTasks() {
    long more = unnamed.sumThenReset();
    if (tasks.isEmpty() && more == 0) {
      return;
    }
    var told = List.copyOf(tasks);
    told.forEach(tasks::remove);
    var json = Json.object();
    told.forEach(json.putArray("ids")::add);
    if (more > 0) {
      json.put("more", more);
    }
    log.add(EventTopic.TASK_CHANGED, Json.text(json));
  }

  /** Notes that a skill is given otherwise than before. */
  public void released(String skill) {
    log.add(EventTopic.RELEASE_CHANGED, Json.text(Json.object().put("skill", skill)));
  }

  private String tick(ActiveCalls live) {
    return Json.text(
        Json.object()
            .put("in_flight", live.count())
            .put("ended", ended.sumThenReset())
            .put("failed", failed.sumThenReset()));
  }

  /** Notes that a configuration has come into force. */
  public void configured() {
    log.add(EventTopic.CONFIG_CHANGED, "{}");
  }

  /** Notes an alert. */
  private void alert(AlertMessage message) {
    log.add(
        EventTopic.ALERT_CHANGED,
        Json.text(
            Json.object()
                .put("id", message.id())
                .put("event", message.type().word())
                .put("topic", message.topic())));
  }

  @Override
  public void routes(Routes routes) {
    var streams = new StreamPlaces(STREAMS, STREAMS_OF_ONE);
    var events = new EventsEndpoint(log, streams, routes::admits);
    routes.add(new HttpRoute(GET, "/admin/events", watchers(), events).taking("topics"));
  }
}
