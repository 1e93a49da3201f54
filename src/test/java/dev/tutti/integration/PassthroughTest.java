package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Endpoints that Tutti knows nothing of, over the wire. */
class PassthroughTest {
  private static final String ABOVE = "/passthrough/up";
  private static final String SPENT =
      "{\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":10}}";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up:
              base_url: "{upstream}"
              api_key: sk-secret
              headers: {x-team: blue}
            spent: {base_url: "{upstream}"}
            closed: {base_url: "{upstream}", passthrough: false}
            sim: {preset: sim}
          prices:
            - {provider: up, model: rerank-1, as_of: 2026-01-01, input: 1000, output: 0}
            - {provider: spent, model: dear, as_of: 2026-01-01, input: 100000, output: 100000}
          limits: {user: {requests: 1}}
          budgets: {key: {month: 25}}
          """);

  @Test
  void a_request_goes_through_but_for_its_credentials() throws Exception {
    rig.upstream()
        .play(turn -> turn.json(201, "{ \"odd\" : 1.50 }", "x-odd: yes", "set-cookie: a"));
    try (var client = rig.tutti().client()) {
      var heard =
          client
              .post(
                  ABOVE + "/rerank%20v2?a=%C3%A4&b",
                  "{\"model\": \"rerank-1\",  \"documents\": [\"世界\"]}",
                  Chat.JSON,
                  "authorization: Bearer anything",
                  "cookie: mine",
                  "x-odd-too: 1",
                  "x-team: red",
                  "x-tutti-user: me")
              .answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(201);
      assertThat(heard.body()).isEqualTo("{ \"odd\" : 1.50 }");
      assertThat(heard.header("x-odd")).isEqualTo("yes");
      assertThat(heard.headers()).doesNotContainKey("set-cookie");
      assertThat(heard.header("x-tutti-deployment")).isEqualTo("up/rerank-1");
      assertThat(heard.header("x-tutti-request-id")).isNotEmpty();
    }
    var asked = rig.upstream().turn().heard();
    assertThat(asked.start()).isEqualTo("POST /v1/rerank%20v2?a=%C3%A4&b HTTP/1.1");
    assertThat(asked.body()).isEqualTo("{\"model\": \"rerank-1\",  \"documents\": [\"世界\"]}");
    assertThat(asked.header("authorization")).isEqualTo("Bearer sk-secret");
    assertThat(asked.header("x-team")).isEqualTo("blue");
    assertThat(asked.header("x-odd-too")).isEqualTo("1");
    assertThat(asked.headers()).doesNotContainKeys("cookie", "x-tutti-user", "x-api-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "POST"})
  void every_method_goes_through(String method) throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{}"));
    try (var client = rig.tutti().client()) {
      var head = client.head(method, ABOVE + "/v1/files/f-1");
      assertThat(client.send(head + "\r\n").answer().status()).isEqualTo(200);
    }
    assertThat(rig.upstream().turn().heard().start())
        .as("the version that clients repeat is said once")
        .isEqualTo(method + " /v1/files/f-1 HTTP/1.1");
  }

  @Test
  void a_stream_goes_through_event_by_event() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .piece("event: odd\ndata: 1\n\n")
                    .await(gate)
                    .piece("data: " + SPENT + "\n\n")
                    .end());
    try (var client = rig.tutti().client()) {
      client.post(ABOVE + "/odd", "{\"stream\": true}", Chat.JSON);
      assertThat(client.head().header("content-type")).isEqualTo("text/event-stream");
      assertThat(client.event()).contains("event: odd\ndata: 1");
      gate.open();
      assertThat(client.event()).contains("data: " + SPENT);
      assertThat(client.event()).isEmpty();
      assertThat(client.complete()).isTrue();
    }
  }

  @Test
  void an_upload_is_not_held() throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{}"));
    byte[] part = "x".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
    int parts = 800; // 50 MiB, more than a body in JSON may have
    try (var client = rig.tutti().client()) {
      client.send(
          client
                  .head(
                      "POST",
                      ABOVE + "/files",
                      "content-type: multipart/form-data; boundary=x",
                      "content-length: " + (long) part.length * parts)
                  .replace("content-type: application/json\r\n", "")
              + "\r\n");
      for (int i = 0; i < parts; i++) {
        client.send(part);
      }
      assertThat(client.answer().status()).isEqualTo(200);
    }
    var heard = rig.upstream().turn().heard();
    assertThat(heard.body()).hasSize(part.length * parts);
    assertThat(heard.header("content-type")).startsWith("multipart/form-data");
  }

  @Test
  void an_upload_without_a_length_goes_through() throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{}"));
    try (var client = rig.tutti().client()) {
      var head =
          client
              .head(
                  "POST",
                  ABOVE + "/files",
                  "content-type: text/plain",
                  "transfer-encoding: chunked")
              .replace("content-type: application/json\r\n", "");
      client.send(head + "\r\n3\r\nabc\r\n0\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(rig.upstream().turn().heard().body()).isEqualTo("abc");
  }

  @Test
  void a_refusal_comes_back_as_it_is_but_not_one_of_our_own_key() throws Exception {
    rig.upstream()
        .play(
            turn -> turn.json(418, "{\"error\": \"teapot\"}"),
            turn -> turn.json(401, "{\"error\": {\"message\": \"bad key sk-secret\"}}"));
    try (var client = rig.tutti().client()) {
      var teapot = client.get(ABOVE + "/tea").answer();
      assertThat(teapot.status()).isEqualTo(418);
      assertThat(teapot.body()).isEqualTo("{\"error\": \"teapot\"}");
    }
    try (var client = rig.tutti().client()) {
      var refused = client.get(ABOVE + "/tea").answer();
      Envelopes.assertError(refused, "upstream_credentials", Optional.empty());
      assertThat(refused.body()).doesNotContain("sk-secret");
    }
  }

  @Test
  void what_breaks_off_there_breaks_off_here() throws Exception {
    rig.upstream().play(turn -> turn.head(200, "content-length: 100").write("half").close());
    try (var client = rig.tutti().client()) {
      var heard = client.get(ABOVE + "/files/f-1/content").answer();
      assertThat(heard.body()).isEqualTo("half");
      assertThat(heard.complete()).isFalse();
    }
  }

  @Test
  void a_caller_who_leaves_is_noticed() throws Exception {
    rig.upstream().play(turn -> turn.stream().piece("data: 1\n\n").stall());
    try (var client = rig.tutti().client()) {
      client.post(ABOVE + "/odd", "{\"stream\": true}", Chat.JSON).head();
    }
    rig.upstream().turn().awaitLeft();
  }

  @KnownFault("SECURITY-F1")
  @ParameterizedTest
  @CsvSource({
    "/passthrough/up, 400",
    "/passthrough/up/../admin, 400",
    "/passthrough/up/a/%2e%2e/b, 400",
    "/passthrough/up/a%2f..%2fb, 400",
    "/passthrough/up%2Fa?x=/../../admin, 400",
    "/passthrough/up/..#x, 400",
    "/passthrough/up/a#b, 400",
    "/passthrough/up/a?b#c, 400",
    "/passthrough/up/a/%252e%252e/b, 400",
    "/passthrough/up/..%5cb, 400",
    "/passthrough/up/a/.., 400",
    "/passthrough/up/%0a, 400",
    "/passthrough/none/a, 404",
    "/passthrough/closed/a, 403",
    "/passthrough/sim/a, 400",
  })
  void what_leads_nowhere_is_refused(String path, int status) throws Exception {
    try (var client = rig.tutti().client()) {
      assertThat(client.get(path).answer().status()).isEqualTo(status);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void what_is_used_is_in_the_ledger_and_what_changes_something_in_the_audit() throws Exception {
    rig.upstream().play(turn -> turn.json(200, SPENT));
    try (var client = rig.tutti().client()) {
      client.post(ABOVE + "/books", "{\"model\": \"rerank-1\"}", Chat.JSON).answer();
    }
    var row =
        row(
            "/admin/usage?by=deployment",
            each ->
                each.path("group").asString("").equals("up/rerank-1")
                    && each.path("input_tokens").asLong() >= 1_000);
    assertThat(row.path("cost_usd").asDouble()).isGreaterThanOrEqualTo(1.0);
    var audit = row("/admin/audit", each -> each.path("target").asString("").equals("up/books"));
    assertThat(audit.path("action").asString()).isEqualTo("passthrough.post");
    Patience.until(
        () -> rig.tutti().get("/metrics").contains("gen_ai_operation_name=\"passthrough\""),
        "the meters have it");
  }

  @Test
  void limits_and_budgets_hold() throws Exception {
    rig.upstream().playAlways(turn -> turn.json(200, SPENT));
    assertThat(status("/passthrough/up/x", "cheap", "x-tutti-user: busy")).isEqualTo(200);
    assertThat(status("/passthrough/up/x", "cheap", "x-tutti-user: busy")).isEqualTo(429);
    assertThat(status("/passthrough/spent/x", "dear")).as("estimate: $26").isEqualTo(402);
  }

  private static int status(String path, String model, String... headers) throws IOException {
    var all = new ArrayList<>(List.of(headers));
    all.add(Chat.JSON);
    try (var client = rig.tutti().client()) {
      return client
          .post(path, "{\"model\":\"" + model + "\"}", all.toArray(String[]::new))
          .answer()
          .status();
    }
  }

  private static JsonNode row(String target, Predicate<JsonNode> wanted) {
    JsonNode[] found = new JsonNode[1];
    Patience.until(
        () -> {
          for (var row : Json.tree(rig.tutti().get(target)).path("data")) {
            if (wanted.test(row)) {
              found[0] = row;
              return true;
            }
          }
          return false;
        },
        "the row in " + target);
    return found[0];
  }
}
