package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins that the operator lets call. */
@KnownFault({"CLIENTS-U", "SECURITY-F25"})
class CorsTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String PAGE = "https://app.example";
  private static final String ORIGIN = "origin: " + PAGE;

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN.replace("server: {", "server: {cors: {origins: [\"https://app.example\"]}, "));

  @TempDir Path folder;

  @Test
  void a_preflight_is_answered_without_a_key() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(
          client.head(
                  "OPTIONS",
                  CHAT,
                  ORIGIN,
                  "access-control-request-method: POST",
                  "access-control-request-headers: authorization,content-type,x-stainless-os",
                  "access-control-request-private-network: true")
              + "\r\n");
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(204);
      assertThat(heard.header("access-control-allow-origin")).isEqualTo(PAGE);
      assertThat(heard.header("access-control-allow-methods")).isEqualTo("POST");
      assertThat(heard.header("access-control-allow-headers"))
          .isEqualTo("authorization,content-type,x-stainless-os");
      assertThat(heard.header("access-control-allow-private-network")).isEqualTo("true");
      assertThat(heard.header("access-control-max-age")).isEqualTo("600");
      assertThat(heard.header("vary")).isEqualTo("origin");
    }
  }

  @Test
  void answers_streams_and_errors_may_be_read() throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{}", "access-control-allow-origin: https://other"));
    var requests =
        new String[][] {
          {CHAT, question("sim")},
          {CHAT, streamed("sim")},
          {CHAT, "{}"},
          {"/nowhere", "{}"},
          {"/passthrough/up/x", "{}"},
        };
    for (var request : requests) {
      try (var client = rig.tutti().client()) {
        var heard =
            client.post(request[0], request[1], ORIGIN, "sec-fetch-site: cross-site").answer();
        assertThat(heard.header("access-control-allow-origin")).isEqualTo(PAGE);
        assertThat(heard.header("access-control-expose-headers")).isEqualTo("*");
        assertThat(heard.header("x-tutti-request-id")).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example:8443",
        "http://app.example",
        "https://evil.app.example",
        "https://app.example.evil",
        "null"
      })
  void other_pages_are_not_let_in(String origin) throws Exception {
    try (var client = rig.tutti().client()) {
      var heard = client.post(CHAT, question("sim"), "origin: " + origin).answer();
      assertThat(heard.status()).isEqualTo(403);
      assertThat(heard.header("access-control-allow-origin")).isEmpty();
      client.send(
          client.head("OPTIONS", CHAT, "origin: " + origin, "access-control-request-method: POST")
              + "\r\n");
      assertThat(client.answer().header("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void a_foreign_host_stays_out_whatever_its_origin() throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(CHAT, question("sim"), ORIGIN, "host: app.example");
      assertThat(client.answer().status()).isEqualTo(403);
    }
  }

  @Test
  void where_keys_are_a_page_needs_one_and_may_read_that_it_does() throws Exception {
    var yaml = "server: {cors: {origins: [\"%s\"]}}".formatted(PAGE);
    try (var tutti = TestingTutti.start(folder, yaml);
        var client = tutti.client()) {
      var key = firstKey(tutti);
      var preflight = client.head("OPTIONS", CHAT, ORIGIN, "access-control-request-method: POST");
      assertThat(client.send(preflight + "\r\n").head().status()).isEqualTo(204);
      var refused = client.post(CHAT, question("sim"), ORIGIN).answer();
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("access-control-allow-origin")).isEqualTo(PAGE);
      var heard =
          client.post(CHAT, question("sim"), ORIGIN, "authorization: Bearer " + key).answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.header("access-control-allow-origin")).isEqualTo(PAGE);
    }
  }

  private static String firstKey(TestingTutti tutti) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("page", "me", Role.USER, AllowedModels.ALL);
      var secret = Store.await(keys.create(grant)).secret();
      Patience.until(() -> tutti.get("/v1/models").contains("authentication"), "a key is needed");
      return secret;
    }
  }

  @Test
  void any_origin_may_be_let_in_with_a_key() throws Exception {
    try (var tutti = TestingTutti.start(folder, "server: {cors: {origins: ['*']}}");
        var client = tutti.client()) {
      var page = "origin: http://localhost:5173";
      var refused = client.post(CHAT, question("sim"), page).answer();
      assertThat(refused.status()).as("while no key exists").isEqualTo(403);
      var key = "authorization: Bearer " + firstKey(tutti);
      var heard = client.post(CHAT, question("sim"), page, key).answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.header("access-control-allow-origin")).isEqualTo("http://localhost:5173");
    }
  }

  @Test
  void nothing_is_said_unless_it_is_set() throws Exception {
    try (var tutti = TestingTutti.start(folder, "{}");
        var client = tutti.client()) {
      var heard = client.get("/v1/models", "origin: http://localhost:3000").answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.header("access-control-allow-origin")).isEmpty();
      assertThat(heard.header("vary")).isEmpty();
    }
  }
}
