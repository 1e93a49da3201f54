package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Permission;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Principal;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingTutti;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a login may do only for a while after its key was shown. */
class ConfirmationTest {
  private static final String OWN = "sec-fetch-site: same-origin";
  private static final Grant ADMIN = new Grant("ops", "me", Role.ADMIN, AllowedModels.ALL);
  private static final HttpRoute MAKING = route(HttpMethod.POST, "/admin/keys");
  private static final HttpRoute READING = route(HttpMethod.GET, "/admin/keys");
  private static final List<String> WEIGHTY =
      List.of(
          "POST /admin/keys",
          "DELETE /admin/keys/key_1",
          "DELETE /admin/models/fast",
          "DELETE /admin/providers/up",
          "POST /admin/config/rollback");

  @TempDir private Path folder;

  private static HttpRoute route(HttpMethod method, String path) {
    return new HttpRoute(method, path, Permission.only(Role.ADMIN), _ -> {});
  }

  @Test
  void a_login_is_fresh_for_ten_minutes_after_its_key_was_shown() {
    var now = new AtomicReference<>(Instant.parse("2026-11-30T20:00:00Z"));
    try (var store = Store.open(StoreSettings.in(folder));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var secret = Store.await(keys.create(ADMIN)).secret();
      var holder = (Principal.KeyHolder) keys.authenticate(secret, true);
      var logins = new Logins(keys, new SecureRandom(), now::get, () -> ConsoleSettings.DEFAULT);
      var token = logins.begin(holder);
      now.set(now.get().plus(Duration.ofMinutes(10)).minusMillis(1));
      logins.requireFresh(token, MAKING);
      now.set(now.get().plusMillis(1));
      logins.requireFresh(token, READING);
      assertThatThrownBy(() -> logins.requireFresh(token, MAKING))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.param()).contains("login"));
      logins.confirm(token);
      logins.requireFresh(token, MAKING);
    }
  }

  @Test
  void what_weighs_most_needs_the_key_again_and_no_other_key() throws Exception {
    try (var tutti = TestingTutti.start(folder, "server: {console: {confirm: 1ms}}")) {
      var secret = create(tutti);
      var other = create(tutti);
      var shown = "x-api-key: " + other;
      Patience.until(() -> status(tutti, "GET /admin/keys", shown) == 200, "both are known");
      var cookie = login(tutti, secret);
      for (var weighty : WEIGHTY) {
        Patience.until(() -> status(tutti, weighty, cookie) == 403, weighty + " is refused");
        assertThat(ask(tutti, weighty, cookie).body()).contains("\"param\":\"login\"");
        assertThat(status(tutti, weighty, shown)).as(weighty + " with a key").isNotEqualTo(403);
      }
      assertThat(status(tutti, "GET /admin/keys", cookie)).isEqualTo(200);
      assertThat(confirm(tutti, other, cookie).status()).isEqualTo(403);
      assertThat(confirm(tutti, "tt-wrong", cookie).body()).contains("\"param\":\"key\"");
      assertThat(confirm(tutti, secret, cookie).body()).contains("\"confirmed\":true");
      Patience.until(
          () -> body(tutti, "GET /admin/audit", shown).contains("console.login.confirm"),
          "it is audited");
    }
  }

  private static String create(TestingTutti tutti) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return Store.await(keys.create(ADMIN)).secret();
    }
  }

  private static String login(TestingTutti tutti, String secret) throws IOException {
    try (var client = tutti.client()) {
      var json = "{\"key\":\"" + secret + "\"}";
      var set = client.post("/console/login", json, OWN).answer().header("set-cookie");
      return "cookie: " + set.substring(0, set.indexOf(';'));
    }
  }

  private static ReceivedRequest confirm(TestingTutti tutti, String secret, String cookie)
      throws IOException {
    try (var client = tutti.client()) {
      var json = "{\"key\":\"" + secret + "\"}";
      return client.post("/console/login/confirm", json, OWN, cookie).answer();
    }
  }

  private static ReceivedRequest ask(TestingTutti tutti, String request, String credential) {
    int space = request.indexOf(' ');
    var method = request.substring(0, space);
    try (var client = tutti.client()) {
      var head = client.head(method, request.substring(space + 1), OWN, credential);
      var body = method.equals("POST") ? "content-length: 2\r\n\r\n{}" : "\r\n";
      return client.send(head + body).answer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int status(TestingTutti tutti, String request, String credential) {
    return ask(tutti, request, credential).status();
  }

  private static String body(TestingTutti tutti, String request, String credential) {
    return ask(tutti, request, credential).body();
  }
}
