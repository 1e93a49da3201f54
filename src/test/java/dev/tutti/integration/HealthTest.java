package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigException;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Probes, tests and alerts over real sockets. */
class HealthTest {
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Script DOWN = turn -> turn.json(500, "{\"error\":{\"message\":\"down\"}}");

  private final TestingUpstream upstream = TestingUpstream.start();
  private final TestingUpstream receiver = TestingUpstream.start();
  @TempDir private Path folder;

  @AfterEach
  void close() throws IOException {
    upstream.close();
    receiver.close();
  }

  @Test
  void an_unhealthy_deployment_is_left_alone_until_its_probes_succeed() throws Exception {
    receiver.playAlways(turn -> turn.json(200, "{}"));
    upstream.playAlways(DOWN);
    try (var tutti = start("chat", "breaker: {enabled: false}")) {
      awaitState(tutti, "unhealthy");
      var told = alert(receiver.turn().heard());
      assertThat(told.path("type").asString()).isEqualTo("deployment.unhealthy");
      assertThat(told.at("/data/deployment").asString()).isEqualTo("up/m");
      assertThat(told.at("/data/reason").asString()).contains("2 probes in a row failed");
      try (var client = tutti.ask(question("fast"))) {
        var refused = client.answer();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("circuit_open", "up/m: unhealthy: 2 probes");
      }
      upstream.playAlways(Chat.answers("Hi"));
      awaitState(tutti, "healthy");
      assertThat(alert(receiver.turn().heard()).path("type").asString())
          .isEqualTo("deployment.healthy");
      try (var client = tutti.ask(question("fast"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
      Patience.until(() -> delivered(tutti) == 2, "both alerts are said to be delivered");
      assertThat(tutti.get("/admin/usage?by=owner")).contains("\"group\":\"tutti\"");
    }
  }

  @Test
  void a_probe_is_one_token_in_the_name_of_tutti() throws Exception {
    upstream.playAlways(Chat.answers("Hi"));
    try (var tutti = start("chat", "")) {
      var asked = Json.tree(upstream.turn().heard().body());
      assertThat(asked.path("max_tokens").asInt()).isEqualTo(1);
      assertThat(asked.path("model").asString()).isEqualTo("m");
      awaitState(tutti, "healthy");
      var shown = deployment(tutti);
      assertThat(shown.at("/last/by").asString()).isEqualTo("probe");
      assertThat(shown.at("/last/latency_ms").asDouble()).isPositive();
      assertThat(shown.at("/last/error").isNull()).isTrue();
      assertThat(shown.at("/breaker/state").asString()).isEqualTo("closed");
    }
  }

  @Test
  void a_list_of_models_is_a_probe_that_costs_nothing() throws Exception {
    upstream.play(turn -> turn.json(401, "{\"error\":{\"message\":\"bad key\"}}"));
    upstream.playAlways(turn -> turn.json(200, "{\"data\":[]}"));
    try (var tutti = start("models", "")) {
      var heard = upstream.turn().heard();
      assertThat(heard.start()).isEqualTo("GET /v1/models HTTP/1.1");
      assertThat(heard.header("authorization")).isEqualTo("Bearer sk-of-the-provider");
      awaitState(tutti, "healthy");
      assertThat(tutti.get("/admin/usage?by=model")).contains("\"data\":[]");
    }
  }

  @Test
  void a_provider_without_a_list_stays_unknown_and_says_why() {
    upstream.playAlways(turn -> turn.json(404, "{}"));
    try (var tutti = start("models", "")) {
      Patience.until(() -> deployment(tutti).has("last"), "it was probed");
      assertThat(deployment(tutti).path("state").asString()).isEqualTo("unknown");
      assertThat(deployment(tutti).at("/last/error").asString()).contains("no list of models");
    }
  }

  @Test
  void an_opened_breaker_is_told_with_a_signature_and_tried_again() throws Exception {
    receiver.play(turn -> turn.json(500, "{}"));
    receiver.playAlways(turn -> turn.json(204, ""));
    upstream.playAlways(DOWN);
    try (var tutti = start("off", "breaker: {consecutive: 1}")) {
      try (var client = tutti.ask(question("fast"))) {
        assertThat(client.answer().status()).isEqualTo(502);
      }
      var first = receiver.turn().heard();
      var second = receiver.turn().heard();
      assertThat(alert(first).path("type").asString()).isEqualTo("breaker.opened");
      assertThat(alert(second)).isEqualTo(alert(first));
      assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
      Patience.until(() -> delivered(tutti) == 1, "the alert is said to be delivered");
      var shown = tutti.get("/admin/alerts");
      assertThat(shown).contains("\"tries\":2", "\"state\":\"delivered\"");
      assertThat(shown).doesNotContain(KEY, "/hook");
    }
  }

  @Test
  void a_test_asks_every_deployment_of_every_name() throws Exception {
    upstream.playAlways(
        turn ->
            (turn.heard().body().contains("\"model\":\"broken\"") ? DOWN : Chat.answers("Hi"))
                .play(turn));
    try (var tutti = start("off", "")) {
      var all = test(tutti, "{\"models\": [\"fast\", \"both\", \"up/broken\", \"nobody\"]}");
      assertThat(all.at("/fast/accessible").asBoolean()).isTrue();
      assertThat(all.at("/fast/latency_ms").asDouble()).isPositive();
      assertThat(all.at("/fast/error").isNull()).isTrue();
      assertThat(all.at("/both/accessible").asBoolean()).isTrue();
      assertThat(all.path("both").path("deployments").path("up/broken").path("error").asString())
          .contains("upstream_error");
      assertThat(all.path("up/broken").path("accessible").asBoolean(true)).isFalse();
      assertThat(all.at("/nobody/error").asString()).startsWith("model_not_found");
      assertThat(test(tutti, "{}").propertyNames()).contains("fast", "both", "sim");
    }
  }

  @Test
  void a_test_gets_through_an_open_breaker_and_closes_it() throws Exception {
    upstream.play(DOWN);
    upstream.playAlways(Chat.answers("Hi"));
    try (var tutti = start("off", "breaker: {consecutive: 1}")) {
      try (var client = tutti.ask(question("fast"))) {
        assertThat(client.answer().status()).isEqualTo(502);
      }
      assertThat(deployment(tutti).at("/breaker/state").asString()).isEqualTo("open");
      assertThat(test(tutti, "{\"models\":[\"fast\"]}").at("/fast/accessible").asBoolean())
          .isTrue();
      assertThat(deployment(tutti).at("/breaker/state").asString()).isEqualTo("closed");
    }
  }

  @Test
  void a_wrong_list_of_models_is_refused() throws Exception {
    try (var tutti = start("off", "");
        var client = tutti.client()) {
      var refused = client.post("/admin/models/test", "{\"models\": \"fast\"}").answer();
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("models: expected: a list");
    }
  }

  @Test
  void a_wrong_webhook_is_refused_without_its_secret() {
    var text =
        """
        alerts:
          webhooks: [{url: "ftp://x", secret: whsec_tooshort, events: [breaker.exploded]}]
        """;
    assertThatThrownBy(() -> Configuration.text(text).read())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alerts.webhooks[0].url")
        .hasMessageContaining("alerts.webhooks[0].secret")
        .hasMessageContaining("whsec_ and the base64 of 24 to 64 random bytes")
        .hasMessageContaining("breaker.opened, breaker.closed")
        .hasMessageNotContaining("tooshort");
  }

  private TestingTutti start(String probe, String more) {
    return TestingTutti.resilient(
        folder,
        """
        providers:
          up: {base_url: "%s", api_key: sk-of-the-provider}
        retry: {attempts: 1}
        models:
          fast:
            deployments: [{provider: up, model: m}]
            health: {probe: %s, interval: 30ms, failures: 2, recoveries: 2}
          both: {deployments: [{provider: up, model: fine}, {provider: up, model: broken}]}
        alerts:
          webhooks: [{url: "%s/hook?token=t-1", secret: whsec_%s}]
        %s
        """
            .formatted(upstream.url(), probe, receiver.url(), KEY, more));
  }

  private static void awaitState(TestingTutti tutti, String state) {
    Patience.until(
        () -> deployment(tutti).path("state").asString("").equals(state), "it is " + state);
  }

  private static JsonNode deployment(TestingTutti tutti) {
    for (var each : Json.tree(tutti.get("/admin/health")).path("data")) {
      if (each.path("deployment").asString("").equals("up/m")) {
        return each;
      }
    }
    return Json.object();
  }

  private static long delivered(TestingTutti tutti) {
    return Json.tree(tutti.get("/admin/alerts"))
        .path("data")
        .valueStream()
        .filter(each -> each.at("/deliveries/0/state").asString("").equals("delivered"))
        .count();
  }

  private static JsonNode test(TestingTutti tutti, String body) throws IOException {
    try (var client = tutti.client()) {
      return Json.tree(client.post("/admin/models/test", body).answer().body());
    }
  }

  /** The body of a webhook, once its signature was found right. */
  private static JsonNode alert(ReceivedRequest heard) throws Exception {
    assertThat(heard.start()).isEqualTo("POST /v1/hook?token=t-1 HTTP/1.1");
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    var signed =
        heard.header("webhook-id") + "." + heard.header("webhook-timestamp") + "." + heard.body();
    var expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    assertThat(heard.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
    return Json.tree(heard.body());
  }
}
