package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.LogRecorder;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server whose database is taken away. */
class StoreOutageTest {
  @TempDir Path folder;
  private TestingTutti tutti;
  private String key;
  private TestingAdmin admin;

  @BeforeEach
  void start() {
    tutti = TestingTutti.start(folder, "");
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("ops", "default", Role.ADMIN, AllowedModels.ALL);
      key = Store.await(keys.create(grant)).secret();
      admin = new TestingAdmin(tutti.url(), key);
    }
    try (var nobody = new TestingAdmin(tutti.url(), "")) {
      Patience.until(() -> nobody.get("/v1/models").status() == 401, "the key is known");
    }
  }

  @AfterEach
  void stop() {
    admin.close();
    tutti.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /admin/keys | {\"name\": \"x\", \"role\": \"user\"}",
        "POST | /v1/responses | {\"model\": \"sim\", \"input\": \"Hi\"}",
        "POST | /v1/conversations | {}",
        "PUT | /admin/providers/more | {\"base_url\": \"http://127.0.0.1:1/v1\"}",
        "POST | /admin/deployments/sim/sim/drain | {}",
        "DELETE | /admin/cache | {}",
        "DELETE | /passthrough/more/x | ",
      })
  @KnownFault({"SECURITY-F27", "SECURITY-F28"})
  void what_cannot_be_kept_is_refused_with_the_reason(String method, String path, String body)
      throws IOException {
    assertThat(admin.put("/admin/providers/more", "{\"base_url\": \"http://127.0.0.1:9/v1\"}"))
        .matches(put -> put.status() == 200);
    var sent = body == null ? "" : body;
    try (var log = new LogRecorder("dev.tutti.gateway");
        var client = tutti.client()) {
      takeAway();
      var head = client.head(method, path, "x-api-key: " + key, "content-length: " + sent.length());
      var answer = client.send(head + "\r\n" + sent).answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      var error = Json.tree(answer.body()).path("error");
      assertThat(error.path("message").asString("")).contains("tutti.db was removed");
      assertThat(error.path("code").asString("")).isEqualTo("store_unavailable");
      assertThat(answer.body()).doesNotContain(folder.toString());
      var id = answer.header("x-tutti-request-id");
      assertThat(log.all()).as("no stack trace for each call").noneMatch(it -> it.contains(id));
    }
  }

  @Test
  void a_change_that_cannot_be_kept_leaves_no_trace() throws IOException {
    try (var upstream = TestingUpstream.start()) {
      takeAway();
      var provider = "{\"base_url\": \"%s\"}".formatted(upstream.url());
      assertThat(admin.put("/admin/providers/more", provider).status()).isEqualTo(503);
      assertThat(admin.get("/admin/providers").text()).doesNotContain("more");
      var origin = URI.create(upstream.url()).getAuthority();
      assertThat(admin.get("/admin/pools").text()).doesNotContain(origin);
      assertThat(admin.get("/admin/config").json().path("changes")).isEmpty();
      assertThat(upstream.accepted()).isZero();
    }
  }

  @Test
  @KnownFault({"SECURITY-F27", "SECURITY-F28"})
  void chats_go_on_and_operators_are_alerted() throws IOException {
    takeAway();
    Patience.until(() -> alerts().contains("store.unavailable"), "the alert");
    var chat = "{\"model\": \"sim\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}";
    assertThat(admin.post("/v1/chat/completions", chat).status()).isEqualTo(200);
    try (var nobody = new TestingAdmin(tutti.url(), "")) {
      assertThat(nobody.get("/admin/keys").status()).isEqualTo(401);
    }
    Files.move(tutti.data().resolve("away"), tutti.data().resolve("tutti.db"));
    Patience.until(() -> alerts().contains("store.available"), "the end of it");
    assertThat(admin.post("/v1/conversations", "{}").status()).isEqualTo(200);
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_start_without_the_database_is_refused() throws IOException {
    tutti.close();
    takeAway();
    assertThatThrownBy(() -> TestingTutti.start(folder, ""))
        .hasMessageContaining("was in use, and its database tutti.db is not there");
    Files.createFile(tutti.data().resolve("tutti.db"));
    assertThatThrownBy(() -> TestingTutti.start(folder, "")).hasMessageContaining("is empty");
    Files.delete(tutti.data().resolve("tutti.db"));
    Files.move(tutti.data().resolve("away"), tutti.data().resolve("tutti.db"));
    tutti = TestingTutti.start(folder, "");
  }

  @Test
  @KnownFault("SECURITY-F28")
  void a_database_that_loses_its_keys_opens_nothing() throws InterruptedException {
    try (var log = new LogRecorder(Keys.class.getName());
        var store = Store.attach(StoreSettings.in(tutti.data()))) {
      Store.await(store.write(handle -> handle.execute("DELETE FROM api_key")));
      log.await(line -> line.contains("has lost all keys"), "the loss is seen");
    }
    try (var nobody = new TestingAdmin(tutti.url(), "")) {
      assertThat(nobody.get("/admin/keys").status()).isEqualTo(401);
    }
  }

  private String alerts() {
    var all = Json.tree(admin.get("/admin/alerts").text()).path("data");
    return StreamSupport.stream(all.spliterator(), false)
        .map(each -> each.path("type").asString(""))
        .toList()
        .toString();
  }

  private void takeAway() throws IOException {
    Files.move(tutti.data().resolve("tutti.db"), tutti.data().resolve("away"));
  }
}
