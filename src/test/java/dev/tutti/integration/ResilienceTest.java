package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.LogRecorder;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What operators see of failures, and what they can do. */
class ResilienceTest {
  private static final Script BROKEN =
      turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}");

  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          """
          retry: {attempts: 2, base: 1ms, max: 10ms}
          breaker: {consecutive: 3, open: 1h}
          providers: {up: {base_url: "{upstream}"}, spare: {base_url: "{upstream}"}}
          models:
            both:
              deployments: [{provider: up, model: a, weight: 3}, {provider: spare, model: a}]
              fallback: [last]
              on_context_length: [up/longer]
            last: {deployments: [{provider: up, model: last}]}
          """);

  private static JsonNode json(ReceivedRequest heard) {
    return Json.request(heard.body().getBytes(UTF_8));
  }

  private static ReceivedRequest post(String target, String body) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.post(target, body).answer();
    }
  }

  private static ReceivedRequest chat(String model) throws IOException {
    try (var client = rig.ask(question(model))) {
      return client.answer();
    }
  }

  private static JsonNode breaker(String id) {
    for (var each : Json.tree(rig.tutti().get("/admin/breakers")).path("data")) {
      if (each.path("id").asString().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no breaker " + id);
  }

  @Test
  void a_breaker_opens_is_seen_and_is_reset() throws Exception {
    rig.upstream().play(BROKEN, BROKEN, BROKEN);
    assertThat(chat("up/sick").header("x-tutti-attempts")).isEqualTo("2");
    assertThat(chat("up/sick").status()).isEqualTo(502);
    var open = breaker("up/sick");
    assertThat(open.path("state").asString()).isEqualTo("open");
    assertThat(open.path("why").asString()).contains("3 failures in a row");
    var refused = chat("up/sick");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("retry-after")).isNotEmpty();
    assertThat(json(refused).path("error").path("code").asString()).isEqualTo("circuit_open");
    assertThat(rig.tutti().get("/metrics")).contains("tutti_breakers{state=\"open\"} 1.0");
    var reset = post("/admin/breakers/up/sick/reset", "");
    assertThat(json(reset).path("state").asString()).isEqualTo("closed");
    rig.upstream().play(Chat.answers("well again"));
    assertThat(chat("up/sick").body()).contains("well again");
  }

  @Test
  void an_unknown_breaker_cannot_be_reset() throws Exception {
    assertThat(post("/admin/breakers/up/nobody/reset", "").status()).isEqualTo(404);
    assertThat(post("/admin/breakers/reset", "").status()).isEqualTo(404);
  }

  @Test
  void an_explanation_names_everybody_and_asks_nobody() throws Exception {
    int before = rig.upstream().accepted();
    var links = json(post("/admin/explain", question("both"))).path("links");
    assertThat(links.size()).isEqualTo(3);
    assertThat(links.path(0).path("balance").asString()).isEqualTo("round_robin");
    assertThat(links.path(0).path("deployments").path(0).path("deployment").asString())
        .isEqualTo("up/a");
    assertThat(links.path(0).path("deployments").path(0).path("weight").asInt()).isEqualTo(3);
    assertThat(links.path(1).path("when").asString()).isEqualTo("fallback");
    assertThat(links.path(2).path("model").asString()).isEqualTo("up/longer");
    assertThat(rig.upstream().accepted()).isEqualTo(before);
    assertThat(post("/admin/explain", question("nobody")).status()).isEqualTo(404);
  }

  @Test
  void every_attempt_is_in_the_ledger() throws Exception {
    rig.upstream().play(BROKEN, Chat.answers("rescued"));
    var answer = chat("up/ledger");
    assertThat(answer.header("x-tutti-attempts")).isEqualTo("2");
    Patience.until(
        () -> rig.tutti().get("/admin/usage?by=model").contains("ledger"), "it is written");
    var usage = Json.tree(rig.tutti().get("/admin/usage?by=model"));
    for (var row : usage.path("data")) {
      if (row.path("group").asString().equals("up/ledger")) {
        assertThat(row.path("attempts").asInt()).isEqualTo(2);
        assertThat(row.path("failed").asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  @KnownFault("GATEWAY-F16")
  void a_403_that_one_prompt_caused_is_shown_logged_and_rests_nothing() throws Exception {
    try (var log = new LogRecorder("dev.tutti.telemetry")) {
      rig.upstream()
          .play(
              turn -> turn.json(403, "{\"error\":{\"message\":\"prohibited by the terms\"}}"),
              Chat.answers("from the other one"));
      assertThat(chat("both").body()).contains("from the other one");
      rig.upstream()
          .play(turn -> turn.json(403, "{\"error\":{\"message\":\"prohibited by the terms\"}}"));
      var refused = chat("up/terms");
      assertThat(refused.status()).isEqualTo(502);
      assertThat(json(refused).path("error").path("message").asString())
          .contains("prohibited by the terms", "403");
      log.await(line -> line.contains("up/terms"), "the refusal in the log");
    }
    assertThat(breaker("up/terms").path("resting").asBoolean(false)).isFalse();
    rig.upstream().play(Chat.answers("still asked"));
    assertThat(chat("up/terms").body()).contains("still asked");
  }
}
