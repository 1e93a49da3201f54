package dev.tutti.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.wire.SmallRequest;
import dev.tutti.wire.Tls;
import dev.tutti.wire.Webhook;
import dev.tutti.wire.WebhookSecret;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that were not taken before a restart. */
class DurableDeliveryTest {
  private static final AlertWebhook ONE = hook("https://one.example/secret-path");
  private static final AlertWebhook TWO = hook("https://two.example/");

  @TempDir Path folder;
  private final Random random = new Random(7);
  private final List<String> sent = new ArrayList<>();
  private final List<AlertWebhook> receivers = new ArrayList<>();
  private TestingLoop loop = new TestingLoop();
  private int status = 503;
  private Store store;
  private Alerts alerts;

  @BeforeEach
  void open() {
    loop = new TestingLoop();
    store = Store.open(StoreSettings.in(folder));
    alerts =
        Alerts.open(
            store,
            (to, delivery) -> {
              receivers.add(to);
              sent.add(to.to() + " " + delivery.message().id());
              return Future.succeededFuture(new SmallRequest.SmallResponse(status, Map.of(), ""));
            },
            loop,
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")),
            random);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void are_sent_afterwards_with_the_same_id_and_in_order() {
    alerts.follow(new AlertSettings(List.of(ONE, TWO), Duration.ZERO));
    raise("a");
    raise("b");
    assertThat(progress(1, 0).state()).isEqualTo(Delivery.State.PENDING);
    var first = List.copyOf(sent);
    restart();
    assertThat(alerts.latest()).hasSize(2);
    status = 200;
    alerts.follow(new AlertSettings(List.of(ONE), Duration.ZERO));
    assertThat(sent).hasSize(2).startsWith(first.getFirst());
    assertThat(progress(1, 0)).isEqualTo(new Delivery.Progress(Delivery.State.DELIVERED, 2, "200"));
    assertThat(progress(1, 1).state()).isEqualTo(Delivery.State.DROPPED);
    restart();
    alerts.follow(new AlertSettings(List.of(ONE, TWO), Duration.ZERO));
    assertThat(sent).as("nothing waits any more").isEmpty();
    assertThat(progress(0, 0).state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void the_database_holds_no_address() {
    alerts.follow(new AlertSettings(List.of(ONE), Duration.ZERO));
    raise("a");
    var row =
        Store.await(
            store.write( // after what was written before
                handle ->
                    handle
                        .createQuery("SELECT receiver || ' ' || origin FROM alert_delivery")
                        .mapTo(String.class)
                        .one()));
    assertThat(row).contains("https://one.example").doesNotContain("secret-path");
  }

  @Test
  void old_ones_are_removed_unless_they_wait() {
    alerts.follow(new AlertSettings(List.of(), Duration.ZERO));
    raise("a");
    alerts.follow(new AlertSettings(List.of(ONE), Duration.ZERO));
    raise("b");
    Store.await(Alerts.tidy(store, Instant.parse("2026-05-01T00:00:00Z")));
    var left = Store.await(store.read(handle -> AlertTable.newest(handle, 10)));
    assertThat(left).hasSize(1);
  }

  @Test
  void what_waits_outlives_a_change_of_secret_and_events() {
    alerts.follow(new AlertSettings(List.of(ONE), Duration.ZERO));
    raise("a");
    raise("b");
    status = 200;
    var changed = hook("https://one.example/secret-path", Set.of(AlertType.STORE_UNAVAILABLE), "N");
    alerts.follow(new AlertSettings(List.of(changed), Duration.ZERO));
    loop.advance(Duration.ofSeconds(2));
    assertThat(progress(0, 0).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(progress(1, 0).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(receivers).last().isEqualTo(changed);
  }

  @Test
  void a_webhook_that_wanted_no_more_is_asked_again_when_it_has_changed() {
    alerts.follow(new AlertSettings(List.of(ONE), Duration.ZERO));
    status = 410;
    raise("a");
    status = 200;
    raise("b");
    assertThat(progress(0, 0).state()).isEqualTo(Delivery.State.DROPPED);
    alerts.follow(
        new AlertSettings(
            List.of(hook("https://one.example/secret-path", ONE.events(), "N")), Duration.ZERO));
    raise("c");
    assertThat(progress(0, 0).state()).isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void webhooks_with_one_address_have_deliveries_of_their_own() {
    var twin = hook("https://one.example/secret-path", Set.of(AlertType.BREAKER_OPENED), "M");
    var settings = new AlertSettings(List.of(ONE, twin, twin), Duration.ZERO);
    alerts.follow(settings);
    raise("a");
    restart();
    assertThat(alerts.latest().getFirst().deliveries()).hasSize(2);
    status = 200;
    alerts.follow(settings);
    assertThat(sent).hasSize(2);
    assertThat(receivers).containsSubsequence(ONE, twin);
    assertThat(progress(0, 0).state()).isEqualTo(Delivery.State.DELIVERED);
    assertThat(progress(0, 1).state()).isEqualTo(Delivery.State.DELIVERED);
  }

  private void raise(String model) {
    alerts.raise(AlertType.BREAKER_OPENED, new DeploymentId("up", model), "why");
  }

  private Delivery.Progress progress(int nth, int delivery) {
    return alerts.latest().get(nth).deliveries().get(delivery).progress();
  }

  private void restart() {
    store.close();
    sent.clear();
    open();
  }

  private static AlertWebhook hook(String url) {
    return hook(url, Set.of(AlertType.values()), "M");
  }

  /** Webhook whose secret begins with a letter. */
  private static AlertWebhook hook(String url, Set<AlertType> events, String letter) {
    var secret = WebhookSecret.parse("whsec_" + letter + "fKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    return new AlertWebhook(
        new Webhook(URI.create(url), secret, Tls.DEFAULT),
        WebhookFormat.GENERIC,
        RobotSecret.NONE,
        events);
  }
}
