package dev.tutti.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.testing.KnownFault;
import dev.tutti.wire.SmallRequest;
import dev.tutti.wire.Tls;
import dev.tutti.wire.Webhook;
import dev.tutti.wire.WebhookSecret;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is told what, how often and when, in virtual time. */
class AlertsTest {
  private static final DeploymentId UP = new DeploymentId("up", "m");
  private static final Webhook ONE = webhook("https://one.example/in?token=t-1");
  private static final Webhook TWO = webhook("https://two.example/");

  private static final Duration HOUR = Duration.ofHours(1);

  private final TestingLoop loop = new TestingLoop();
  private final List<Sent> sent = new ArrayList<>();
  private final Queue<Future<SmallRequest.SmallResponse>> answers = new ArrayDeque<>();
  private final Alerts alerts =
      new Alerts(
          (to, delivery) -> {
            var message = delivery.message();
            sent.add(new Sent(to.to(), message.id(), message.json(), loop.nanos()));
            return answers.isEmpty() ? answer(200) : answers.remove();
          },
          DeliveryLog.none(),
          loop,
          InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")),
          new Random(7));

  private record Sent(Webhook to, String id, JsonNode json, long at) {}

  @Test
  void says_what_when_and_of_whom() {
    follow(Duration.ofMinutes(5), hook(ONE));
    alerts.raise(AlertType.BREAKER_OPENED, UP, "5 failures in a row");
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().json)
        .isEqualTo(
            Json.tree(
                """
                {"type":"breaker.opened","timestamp":"2026-03-01T12:00:00Z","data":{
                 "deployment":"up/m","provider":"up","model":"m",
                 "reason":"5 failures in a row","repeats":0}}
                """));
    assertThat(progress(0)).isEqualTo(new Delivery.Progress(Delivery.State.DELIVERED, 1, "200"));
  }

  @Test
  @KnownFault("CLIENTS-W")
  void every_event_names_its_subject() {
    for (var type : AlertType.values()) {
      var data = new Alert("a-1", type, "up/m", "why", Instant.EPOCH, 0).json().path("data");
      assertThat(data.valueStream().map(JsonNode::asString)).as(type.word()).contains("up/m");
    }
  }

  @Test
  void each_webhook_gets_the_events_that_it_wants() {
    follow(Duration.ZERO, hook(ONE), hook(TWO, EnumSet.of(AlertType.DEPLOYMENT_UNHEALTHY)));
    alerts.raise(AlertType.BREAKER_OPENED, UP, "why");
    alerts.raise(AlertType.DEPLOYMENT_UNHEALTHY, UP, "why");
    assertThat(sent).extracting(Sent::to).containsExactly(ONE, ONE, TWO);
    assertThat(alerts.latest()).hasSize(2);
  }

  @Test
  void tries_for_an_hour_with_growing_waits_and_the_same_id() {
    follow(Duration.ZERO, hook(ONE));
    for (int i = 0; i < Outbox.TRIES; i++) {
      answers.add(i == 2 ? Future.failedFuture(refused()) : answer(503));
    }
    alerts.raise(AlertType.BREAKER_OPENED, UP, "why");
    loop.advance(Duration.ofHours(2));
    assertThat(sent).hasSize(Outbox.TRIES);
    assertThat(sent.stream().map(Sent::id).distinct()).hasSize(1);
    for (int i = 1; i < 5; i++) {
      double seconds = (sent.get(i).at - sent.get(i - 1).at) / 1e9;
      assertThat(seconds / Math.pow(5, i - 1)).isBetween(0.799, 1.2);
    }
    assertThat(Duration.ofNanos(sent.getLast().at - sent.getFirst().at)).isGreaterThan(HOUR);
    assertThat(progress(0))
        .isEqualTo(new Delivery.Progress(Delivery.State.FAILED, Outbox.TRIES, "503"));
  }

  @Test
  void waits_as_long_as_the_receiver_asks_for() {
    follow(Duration.ZERO, hook(ONE));
    answers.add(
        Future.succeededFuture(
            new SmallRequest.SmallResponse(429, Map.of("retry-after", "120"), "")));
    alerts.raise(AlertType.BREAKER_OPENED, UP, "why");
    loop.advance(Duration.ofSeconds(119));
    assertThat(sent).hasSize(1);
    loop.advance(Duration.ofSeconds(2));
    assertThat(sent).hasSize(2);
  }

  @Test
  void keeps_the_order_and_drops_the_oldest_when_too_many_wait() {
    follow(Duration.ZERO, hook(ONE));
    answers.add(answer(500));
    for (int i = 0; i < Outbox.MOST_WAITING + 11; i++) {
      alerts.raise(AlertType.BREAKER_OPENED, new DeploymentId("up", "m" + i), "why");
    }
    assertThat(alerts.counts().dropped()).isEqualTo(10);
    assertThat(alerts.latest()).hasSize(100);
    loop.advance(Duration.ofMinutes(1));
    assertThat(sent.stream().map(each -> each.json.at("/data/model").asString()).distinct())
        .hasSize(Outbox.MOST_WAITING + 1)
        .startsWith("m0", "m11", "m12")
        .endsWith("m110");
  }

  @Test
  void a_receiver_that_is_gone_gets_no_more() {
    follow(Duration.ZERO, hook(ONE));
    answers.add(answer(410));
    alerts.raise(AlertType.BREAKER_OPENED, UP, "why");
    alerts.raise(AlertType.BREAKER_CLOSED, UP, "why");
    loop.advance(Duration.ofHours(1));
    assertThat(sent).hasSize(1);
    assertThat(progress(0).state()).isEqualTo(Delivery.State.DROPPED);
  }

  @Test
  void the_same_event_is_told_once_in_a_window() {
    follow(Duration.ofMinutes(5), hook(ONE));
    for (int i = 0; i < 3; i++) {
      alerts.raise(AlertType.BREAKER_OPENED, UP, "why");
    }
    alerts.raise(AlertType.BREAKER_OPENED, new DeploymentId("other", "m"), "why");
    assertThat(sent).hasSize(2);
    assertThat(alerts.counts().heldBack()).isEqualTo(2);
    loop.advance(Duration.ofMinutes(5));
    assertThat(sent).hasSize(2);
    alerts.raise(AlertType.BREAKER_OPENED, UP, "again");
    assertThat(sent.getLast().json.at("/data/repeats").asInt()).isEqualTo(2);
  }

  @Test
  void who_flaps_is_told_of_once_more_when_its_last_state_is_another() {
    follow(Duration.ofMinutes(5), hook(ONE));
    alerts.raise(AlertType.BREAKER_OPENED, UP, "first");
    loop.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) {
      alerts.raise(AlertType.BREAKER_CLOSED, UP, "back");
      alerts.raise(AlertType.BREAKER_OPENED, UP, "last");
    }
    assertThat(types()).containsExactly("breaker.opened", "breaker.closed");
    loop.advance(Duration.ofMinutes(4));
    assertThat(types()).containsExactly("breaker.opened", "breaker.closed", "breaker.opened");
    assertThat(sent.getLast().json.at("/data/repeats").asInt()).isEqualTo(5);
    loop.advance(Duration.ofHours(1));
    assertThat(sent).hasSize(3);
    assertThat(loop.timers()).isZero();
  }

  @Test
  void a_webhook_that_is_removed_gets_nothing_more_and_one_that_stays_everything() {
    follow(Duration.ZERO, hook(ONE), hook(TWO));
    answers.add(answer(500));
    answers.add(answer(500));
    alerts.raise(AlertType.BREAKER_OPENED, UP, "why");
    follow(Duration.ZERO, hook(TWO));
    loop.advance(Duration.ofHours(1));
    assertThat(sent).extracting(Sent::to).containsExactly(ONE, TWO, TWO);
  }

  @Test
  void an_address_and_a_secret_are_not_printed() {
    assertThat(hook(ONE).toString())
        .contains("https://one.example")
        .doesNotContain("token", "t-1", "MfKQ");
  }

  private void follow(Duration window, AlertWebhook... hooks) {
    alerts.follow(new AlertSettings(List.of(hooks), window));
  }

  private static AlertWebhook hook(Webhook to) {
    return hook(to, Set.of(AlertType.values()));
  }

  private static AlertWebhook hook(Webhook to, Set<AlertType> events) {
    return new AlertWebhook(to, WebhookFormat.GENERIC, RobotSecret.NONE, events);
  }

  private static Webhook webhook(String url) {
    var secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    return new Webhook(URI.create(url), secret, Tls.DEFAULT);
  }

  private static Future<SmallRequest.SmallResponse> answer(int status) {
    return Future.succeededFuture(new SmallRequest.SmallResponse(status, Map.of(), ""));
  }

  private static Fault refused() {
    return Fault.of(FaultCode.CONNECTION, "refused");
  }

  private Delivery.Progress progress(int nth) {
    return alerts.latest().get(nth).deliveries().getFirst().progress();
  }

  private List<String> types() {
    return sent.stream().map(each -> each.json.path("type").asString()).toList();
  }
}
