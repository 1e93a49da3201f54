package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who is let in, over the wire; another process keeps the keys. */
class KeyTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final Duration SOON = Duration.ofSeconds(1);

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              models:
                fast: {deployments: [{provider: up, model: small}]}
              """);

  private static String admin = "";

  @BeforeAll
  static void makeTheFirst() {
    rig.upstream().playAlways(Chat.answers("Hi"));
    admin = "x-api-key: " + elsewhere(keys -> keys.create(grant(Role.ADMIN))).secret();
    Patience.until(() -> ask("x: y").status() == 401, "the first key is known");
  }

  /** Does something as another process would, on the data folder itself. */
  private static <T> T elsewhere(Function<Keys, CompletableFuture<T>> work) {
    return elsewhere(Clock.systemUTC(), work);
  }

  private static <T> T elsewhere(InstantSource clock, Function<Keys, CompletableFuture<T>> work) {
    try (var store = Store.attach(StoreSettings.in(rig.tutti().data()));
        var keys = Keys.open(store, clock, new SecureRandom())) {
      return Store.await(work.apply(keys));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization: Bearer ",
        "authorization: bearer ",
        "Authorization:Bearer  ",
        "x-api-key: ",
        "X-Api-Key:",
        "authorization: "
      })
  void a_key_is_shown_in_a_header(String header) throws Exception {
    assertThat(ask(header + create(Role.USER, "*")).status()).isEqualTo(200);
  }

  /** OpenRouter asks one of {@code models} when the model itself fails. */
  @Test
  void a_limited_key_names_no_other_models_for_the_upstream_to_ask() throws Exception {
    var body = Chat.with(question("up/small"), "\"models\":[\"dear\"]");
    try (var client = rig.tutti().client()) {
      client.post(CHAT, body, "x-api-key: " + create(Role.USER, "up/small"));
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(403);
      Envelopes.assertError(heard, "permission", Optional.of("models"));
      client.post(CHAT, body, "x-api-key: " + create(Role.USER, "*"));
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: y",
        "authorization: ",
        "authorization: Bearer",
        "authorization: Bearer ",
        "authorization: Basic dHQ6eA==",
        "authorization: Bearer sk-of-the-provider",
        "authorization: Bearer tt-0000000000000000000000000000000000000000000",
        "x-api-key: tt-",
        "x-api-key: \u00ff\u00fe"
      })
  void anything_else_is_not_let_in(String header) throws Exception {
    try (var client = rig.tutti().client()) {
      var heard = client.post(CHAT, question("fast"), header).answer();
      assertThat(heard.status()).isEqualTo(401);
      Envelopes.assertError(heard, "authentication", Optional.empty());
      client.post(CHAT, question("fast"), "x-api-key: " + create(Role.USER, "*"));
      assertThat(client.answer().status()).as("the connection lives").isEqualTo(200);
    }
  }

  @Test
  void a_key_that_has_expired_says_so() throws Exception {
    var yesterday = Clock.systemUTC().instant().minus(Duration.ofDays(1));
    var secret =
        elsewhere(
                InstantSource.fixed(yesterday),
                keys -> keys.create(grant(Role.USER), yesterday.plusSeconds(60)))
            .secret();
    Patience.until(() -> ask("x-api-key: " + secret).body().contains("expired at"), "it is known");
    assertThat(ask("x-api-key: " + secret).status()).isEqualTo(401);
  }

  @Test
  void another_process_revokes_a_key_within_a_second() throws Exception {
    Promptness.within(
        SOON,
        _ -> {
          var secret = create(Role.USER, "*");
          assertThat(ask("x-api-key: " + secret).status()).isEqualTo(200);
          elsewhere(keys -> keys.revoke(secret));
          long revoked = System.nanoTime();
          Patience.until(() -> ask("x-api-key: " + secret).status() == 401, "it is refused");
          assertThat(ask("x-api-key: " + secret).body()).contains("was revoked at");
          return Promptness.since(revoked);
        });
  }

  @Test
  @KnownFault("SECURITY-F25")
  void a_page_of_another_port_may_write_with_a_key_only() throws Exception {
    for (var path : new String[] {CHAT, "/v1/messages/count_tokens"}) {
      try (var client = rig.tutti().client()) {
        var page = "origin: http://localhost:3000";
        assertThat(client.post(path, question("fast"), page).answer().status()).isEqualTo(401);
        client.post(path, question("sim"), page, "x-api-key: " + create(Role.USER, "*"));
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void an_administrator_makes_lists_and_revokes_keys() throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(
          "/admin/keys", "{\"name\":\"ci\",\"owner\":\"team\",\"models\":[\"fast\"]}", admin);
      var made = Json.tree(client.answer().body());
      var secret = made.path("key").asString();
      assertThat(ask("x-api-key: " + secret).status()).isEqualTo(200);
      assertThat(client.get("/admin/keys", admin).answer().body())
          .contains(made.path("id").asString())
          .doesNotContain(secret);
      client.send(
          client.head("DELETE", "/admin/keys/" + made.path("id").asString(), admin) + "\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(ask("x-api-key: " + secret).status()).as("at once").isEqualTo(401);
    }
  }

  private static ReceivedRequest change(String id, String body) throws IOException {
    try (var client = rig.tutti().client()) {
      var head = client.head("PATCH", "/admin/keys/" + id, admin);
      return client.send(head + "content-length: " + body.length() + "\r\n\r\n" + body).answer();
    }
  }

  @Test
  void a_key_is_changed_while_it_is_in_use() throws Exception {
    var terms =
        "{\"name\":\"ci\",\"owner\":\"team\",\"budget\":{\"day\":0.000001},\"limits\":{\"tokens\":9}}";
    JsonNode made;
    try (var client = rig.tutti().client()) {
      made = Json.tree(client.post("/admin/keys", terms, admin).answer().body());
    }
    var key = "x-api-key: " + made.path("key").asString();
    var id = made.path("id").asString();
    var changed = Json.tree(change(id, "{\"budget\":{\"day\":5},\"limits\":null}").body());
    assertThat(changed.at("/budget/day").asInt(0)).isEqualTo(5);
    assertThat(changed.has("limits")).isFalse();
    assertThat(changed.path("owner").asString()).isEqualTo("team");
    assertThat(ask(key).status()).isEqualTo(200);
    change(id, "{\"models\":[\"other\"]}");
    assertThat(ask(key).status()).as("at once").isEqualTo(403);
    change(id, "{\"models\":null,\"expires_at\":\"2090-01-01T00:00:00Z\"}");
    assertThat(ask(key).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"owner\":\"me\"}",
        "{\"role\":\"admin\"}",
        "{\"name\":null,\"role\":null}",
        "{\"budget\":{\"year\":1}}",
        "{\"expires_at\":\"2001-01-01T00:00:00Z\"}",
        "[]"
      })
  void what_a_key_is_for_ever_is_not_changed(String body) throws Exception {
    var id = elsewhere(keys -> keys.create(grant(Role.USER))).key().id();
    Patience.until(() -> listed().contains(id), "it is known");
    assertThat(change(id, body).status()).isEqualTo(400);
    elsewhere(keys -> keys.revoke(id));
    assertThat(change(id, "{\"name\":\"x\"}").status()).isEqualTo(400);
  }

  private static String listed() {
    try (var client = rig.tutti().client()) {
      return client.get("/admin/keys", admin).answer().body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"king\"}",
        "{\"name\":\"\"}",
        "{\"models\":[\"a*b\"]}",
        "{\"expires\":\"tomorrow\"}",
        "{\"expires\":\"2001-01-01T00:00:00Z\"}",
        "{\"expires_at\":\"2001-01-01T00:00:00Z\"}",
        "{\"expires_at\":\"+1000000000-12-31T23:59:59Z\"}",
        "{\"expires_at\":1893456000}",
        "{\"expires_at\":null}",
        "{\"expires\":\"2090-01-01T00:00:00Z\",\"expires_at\":\"2091-01-01T00:00:00Z\"}",
        "{\"models\":\"fast\"}",
        "{\"models\":[]}",
        "{\"models\":[1]}",
        "{\"models\":null}",
        "{\"model\":[\"fast\"]}",
        "{\"expiry\":\"2090-01-01T00:00:00Z\"}",
        "{\"name\":7}",
        "{\"owner\":[]}",
        "{\"role\":true}",
        "{\"limits\":{\"requests\":1000001}}",
        "{\"limits\":{\"tokens\":1000000000000}}",
        "{\"limits\":{\"concurrency\":99999999999999999999}}",
        "[]",
        "x"
      })
  void wrong_wishes_for_a_key_are_told_so(String body) throws Exception {
    try (var client = rig.tutti().client()) {
      client.post("/admin/keys", body, admin);
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    }
  }

  @Test
  void the_highest_limits_of_a_key_let_it_call() throws Exception {
    var limits = "{\"requests\":1000000,\"tokens\":1000000000,\"concurrency\":1000000}";
    try (var client = rig.tutti().client()) {
      client.post("/admin/keys", "{\"limits\":" + limits + "}", admin);
      var secret = Json.tree(client.answer().body()).path("key").asString();
      assertThat(ask("x-api-key: " + secret).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"expires", "expires_at"})
  void the_end_of_a_key_goes_by_both_of_its_names(String member) throws Exception {
    try (var client = rig.tutti().client()) {
      client.post("/admin/keys", "{\"%s\":\"2090-01-01T00:00:00Z\"}".formatted(member), admin);
      var made = Json.tree(client.answer().body());
      assertThat(made.path("expires_at").asString()).isEqualTo("2090-01-01T00:00:00Z");
    }
  }

  @Test
  void revoking_nothing_is_a_404() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(client.head("DELETE", "/admin/keys/key_000000000000", admin) + "\r\n");
      assertThat(client.answer().status()).isEqualTo(404);
    }
  }

  @Test
  void a_key_asks_only_for_its_models() throws Exception {
    var key = "x-api-key: " + create(Role.USER, "fast");
    assertThat(ask(key).status()).isEqualTo(200);
    for (var other : List.of("up/small", "sim", "no-such-model")) {
      try (var client = rig.ask(question(other), key)) {
        var heard = client.answer();
        assertThat(heard.status()).isEqualTo(403);
        Envelopes.assertError(heard, "permission", Optional.of("model"));
      }
    }
    try (var client = rig.tutti().client()) {
      var listed = Json.tree(client.get("/v1/models", key).answer().body()).path("data");
      assertThat(listed.valueStream().map(each -> each.path("id").asString()))
          .containsExactly("fast");
      assertThat(client.get("/v1/models/sim", key).answer().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, 200, 200, 200, 200",
    "OPERATOR, 200, 200, 200, 403",
    "AUDITOR, 403, 200, 200, 403",
    "USER, 200, 403, 403, 403"
  })
  void roles_open_doors(Role role, int chat, int metrics, int pools, int list) throws Exception {
    var key = "x-api-key: " + create(role, "*");
    assertThat(ask(key).status()).isEqualTo(chat);
    assertThat(get("/metrics", key)).isEqualTo(metrics);
    assertThat(get("/admin/pools", key)).isEqualTo(pools);
    assertThat(get("/admin/keys", key)).isEqualTo(list);
  }

  @Test
  void health_needs_no_key_and_everything_else_does() throws Exception {
    assertThat(get("/healthz", "x: y")).isEqualTo(200);
    assertThat(get("/readyz", "x: y")).isEqualTo(200);
    for (var path :
        List.of("/metrics", "/v1/models", "/v1/models/sim", "/admin/keys", "/admin/pools")) {
      assertThat(get(path, "x: y")).as(path).isEqualTo(401);
    }
  }

  @Test
  void without_a_key_the_server_does_not_listen_beyond_this_machine(@TempDir Path folder) {
    for (var host : List.of("0.0.0.0", "::", "192.0.2.1", "example.org", "127.example.org")) {
      var exposed =
          Configuration.text("server: {host: \"%s\", port: 0}".formatted(host))
              .with("data", folder.resolve("data").toString(), "test");
      assertThatThrownBy(() -> Server.start(exposed).close())
          .hasMessageContaining("server.host: " + host)
          .hasMessageContaining("./tutti keys create --role admin");
    }
  }

  private static Grant grant(Role role) {
    return new Grant("test", "me", role, AllowedModels.ALL);
  }

  private static String create(Role role, String models) throws IOException {
    try (var client = rig.tutti().client()) {
      var wish = "{\"role\":\"%s\",\"models\":[\"%s\"]}".formatted(role.word(), models);
      return Json.tree(client.post("/admin/keys", wish, admin).answer().body())
          .path("key")
          .asString();
    }
  }

  private static ReceivedRequest ask(String header) {
    try (var client = rig.ask(question("fast"), header)) {
      return client.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int get(String path, String header) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.get(path, header).answer().status();
    }
  }
}
