package dev.tutti.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.IssuedKey;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of browsers as they are on the wire: cookies, origins, hosts, ends and roles. */
class ConsoleServerTest {
  private static final String OWN = "sec-fetch-site: same-origin";

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static final Map<Role, String> SECRETS = new EnumMap<>(Role.class);

  private static String secret(Role role) {
    return Objects.requireNonNull(SECRETS.get(role));
  }

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, "{}");
    for (var role : Role.values()) {
      SECRETS.put(role, create(role).secret());
    }
    Patience.until(() -> tutti.get("/admin/keys").contains("authentication"), "a key is needed");
  }

  @AfterAll
  static void stop() {
    tutti.close();
  }

  private static IssuedKey create(Role role) {
    return elsewhere(keys -> keys.create(new Grant(role.word(), "me", role, AllowedModels.ALL)));
  }

  /** Does something as another process would, on the data folder itself. */
  private static <T> T elsewhere(Function<Keys, CompletableFuture<T>> work) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return Store.await(work.apply(keys));
    }
  }

  private static ReceivedRequest get(String target, String... headers) throws Exception {
    try (var client = tutti.client()) {
      return client.get(target, headers).answer();
    }
  }

  private static ReceivedRequest post(String target, String json, String... headers)
      throws Exception {
    try (var client = tutti.client()) {
      return client.post(target, json, headers).answer();
    }
  }

  private static ReceivedRequest login(String secret, String... headers) throws Exception {
    return post("/console/login", "{\"key\":\"" + secret + "\"}", headers);
  }

  /** The line that a browser would send. */
  private static String cookie(ReceivedRequest answer) {
    var set = answer.header("set-cookie");
    return "cookie: " + set.substring(0, set.indexOf(';'));
  }

  private static String loggedIn(Role role) throws Exception {
    return cookie(login(secret(role), OWN));
  }

  @Test
  void scripts_and_other_sites_never_have_the_cookie() throws Exception {
    var answer = login(secret(Role.ADMIN), OWN);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("set-cookie"))
        .matches("tutti=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.body()).doesNotContain(secret(Role.ADMIN));
  }

  @Test
  void behind_a_name_of_the_net_the_cookie_goes_over_tls_only() throws Exception {
    try (var named =
            TestingTutti.start(
                folder.resolve("named"), "server: {allowed_hosts: [tutti.example]}");
        var client = named.client();
        var store = Store.attach(StoreSettings.in(named.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("ops", "me", Role.ADMIN, AllowedModels.ALL);
      var secret = Store.await(keys.create(grant)).secret();
      Patience.until(() -> named.get("/admin/keys").contains("authentication"), "a key is needed");
      var body = "{\"key\":\"" + secret + "\"}";
      var answer = client.post("/console/login", body, OWN, "host: tutti.example").answer();
      assertThat(answer.header("set-cookie"))
          .matches("__Host-tutti=[\\w-]{43}; Path=/; .*HttpOnly; SameSite=Strict; .*; Secure");
      var other = cookie(answer).replace("__Host-tutti", "tutti");
      assertThat(client.get("/admin/keys", other, "host: tutti.example").answer().status())
          .as("a cookie that a neighbour of the domain may have set")
          .isEqualTo(401);
    }
  }

  @Test
  void a_login_gets_a_token_of_its_own_whatever_cookie_comes() throws Exception {
    var planted = "tutti=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    var answer = login(secret(Role.ADMIN), OWN, "cookie: " + planted);
    assertThat(cookie(answer)).doesNotContain(planted);
    assertThat(get("/admin/keys", "cookie: " + planted, OWN).status()).isEqualTo(401);
  }

  @Test
  void another_login_ends_the_one_before_it() throws Exception {
    var first = loggedIn(Role.ADMIN);
    var second = cookie(login(secret(Role.USER), OWN, first));
    assertThat(get("/admin/keys", first, OWN).status()).isEqualTo(401);
    assertThat(get("/v1/models", second, OWN).status()).isEqualTo(200);
  }

  @Test
  void logout_ends_it_at_once() throws Exception {
    var cookie = loggedIn(Role.ADMIN);
    assertThat(get("/admin/keys", cookie, OWN).status()).isEqualTo(200);
    var answer = post("/console/logout", "{}", cookie, OWN);
    assertThat(answer.header("set-cookie")).contains("Max-Age=0");
    assertThat(get("/admin/keys", cookie, OWN).status()).isEqualTo(401);
    assertThat(session(cookie, OWN)).contains("\"role\":null");
  }

  private static String session(String... headers) throws Exception {
    return get("/console/session", headers).body();
  }

  @Test
  void a_key_that_is_revoked_elsewhere_ends_its_logins_within_a_second() throws Exception {
    var key = create(Role.ADMIN);
    Patience.until(() -> status("x-api-key: " + key.secret()) == 200, "the key is known");
    var cookie = cookie(login(key.secret(), OWN));
    assertThat(get("/admin/keys", cookie, OWN).status()).isEqualTo(200);
    elsewhere(keys -> keys.revoke(key.key().id()));
    Patience.until(() -> status(cookie) == 401, "the login has ended");
    assertThat(StoreSettings.in(folder).watchEvery())
        .as("how often a server looks for what other processes have written")
        .isLessThan(Duration.ofSeconds(1));
  }

  private static int status(String credential) {
    try {
      return get("/admin/keys", credential, OWN).status();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sec-fetch-site: cross-site",
        "sec-fetch-site: same-site",
        "origin: http://127.0.0.1:1",
        "origin: http://localhost:3000",
        "origin: null",
        "x: neither header"
      })
  void a_page_of_another_origin_changes_nothing_with_the_cookie(String header) throws Exception {
    var cookie = loggedIn(Role.ADMIN);
    assertThat(post("/admin/keys", "{\"name\":\"x\"}", cookie, header).status()).isEqualTo(403);
    assertThat(login(secret(Role.ADMIN), header).status()).isEqualTo(403);
    assertThat(post("/console/logout", "{}", cookie, header).status()).isEqualTo(403);
    assertThat(get("/admin/keys", cookie, OWN).body()).doesNotContain("\"name\":\"x\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sec-fetch-site: same-site",
        "sec-fetch-site: cross-site",
        "origin: http://127.0.0.1:1"
      })
  void a_page_of_another_origin_reads_nothing_with_the_cookie(String header) throws Exception {
    var cookie = loggedIn(Role.ADMIN);
    assertThat(get("/admin/keys", cookie, header).status()).isEqualTo(403);
    assertThat(get("/console/session", cookie, header).status()).isEqualTo(403);
  }

  @Test
  void a_page_without_the_new_headers_is_known_by_its_origin() throws Exception {
    var origin = "origin: " + tutti.url();
    var cookie = cookie(login(secret(Role.ADMIN), origin));
    assertThat(post("/admin/cache", "{}", cookie, origin).status()).isEqualTo(405);
    assertThat(get("/admin/keys", cookie).status()).isEqualTo(200);
  }

  @Test
  void events_end_with_the_login_that_reads_them() throws Exception {
    var cookie = loggedIn(Role.OPERATOR);
    try (var client = tutti.client()) {
      client.get("/admin/events", cookie, OWN);
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.event()).isPresent();
      post("/console/logout", "{}", cookie, OWN);
      Patience.until(() -> ended(client), "the stream has ended");
    }
  }

  private static boolean ended(TestingClient client) {
    try {
      return client.event().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void an_administrator_sees_and_ends_logins() throws Exception {
    var operator = loggedIn(Role.OPERATOR);
    var admin = loggedIn(Role.ADMIN);
    var all = Json.tree(get("/console/logins", admin, OWN).body()).path("data");
    var own = all.valueStream().filter(each -> each.path("own").asBoolean(false)).toList();
    assertThat(own).hasSize(1);
    for (var each : all) {
      if (!each.path("own").asBoolean(false)) {
        assertThat(delete("/console/logins/" + each.path("id").asString(), admin)).isEqualTo(200);
      }
    }
    assertThat(get("/admin/calls", operator, OWN).status()).isEqualTo(401);
    assertThat(get("/admin/calls", admin, OWN).status()).isEqualTo(200);
    assertThat(delete("/console/logins/0000000000000000", admin)).isEqualTo(404);
    assertThat(get("/console/logins", loggedIn(Role.OPERATOR), OWN).status()).isEqualTo(403);
  }

  private static int delete(String target, String cookie) throws Exception {
    try (var client = tutti.client()) {
      return client.send(client.head("DELETE", target, cookie, OWN) + "\r\n").answer().status();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/session", "/admin/keys", "/console/login"})
  void a_name_that_is_not_ours_is_refused(String path) throws Exception {
    var cookie = loggedIn(Role.ADMIN);
    var answer = get(path, cookie, OWN, "host: rebound.example");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("rebound.example");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void a_login_may_what_its_key_may(Role role) throws Exception {
    var cookie = loggedIn(role);
    var key = "x-api-key: " + secret(role);
    assertThat(Json.tree(session(cookie, OWN)).path("role").asString("")).isEqualTo(role.word());
    for (var path :
        new String[] {
          "/admin/keys",
          "/admin/calls",
          "/admin/calls/x",
          "/admin/calls/x/bodies",
          "/admin/audit",
          "/admin/config",
          "/admin/alerts",
          "/admin/health",
          "/admin/series",
          "/admin/skills",
          "/admin/profile",
          "/metrics",
          "/v1/models",
          "/v1/characters",
          "/v1/sessions"
        }) {
      assertThat(get(path, cookie, OWN).status())
          .as("%s %s", role.word(), path)
          .isEqualTo(get(path, key).status())
          .isNotEqualTo(401);
    }
  }

  @Test
  void who_calls_a_model_with_the_cookie_is_who_has_logged_in() throws Exception {
    var question = "{\"model\":\"sim\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    var answer = post("/v1/chat/completions", question, loggedIn(Role.USER), OWN);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(post("/v1/chat/completions", question, loggedIn(Role.AUDITOR), OWN).status())
        .isEqualTo(403);
  }

  @Test
  void a_key_that_is_shown_counts_more_than_the_cookie() throws Exception {
    var user = "x-api-key: " + secret(Role.USER);
    assertThat(get("/admin/keys", loggedIn(Role.ADMIN), OWN, user).status()).isEqualTo(403);
  }

  @Test
  void the_audit_tells_who_came_in_and_who_could_not() throws Exception {
    var cookie = loggedIn(Role.OPERATOR);
    post("/console/logout", "{}", cookie, OWN);
    Patience.until(
        () -> cookieBody(Role.ADMIN).contains("console.logout"), "the logout is in the audit");
    assertThat(cookieBody(Role.ADMIN)).contains("\"console.login\"").contains("operator (key_");
  }

  private static String cookieBody(Role role) {
    try {
      return get("/admin/audit", "x-api-key: " + secret(role)).body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console", "/console/", "/console/calls/req_1", "/console/no/such"})
  void every_address_below_the_console_is_the_one_page(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.header("content-security-policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self';")
        .contains("frame-ancestors 'none'")
        .contains("require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(answer.body()).doesNotContain("style=").doesNotContainPattern("<script>");
  }

  @Test
  void files_are_kept_for_good_and_sent_compressed() throws Exception {
    var path = address("vendor/preact.js");
    var answer = get(path, "accept-encoding: gzip");
    assertThat(answer.header("cache-control")).contains("immutable");
    assertThat(answer.header("content-encoding")).isEqualTo("gzip");
    assertThat(answer.header("content-type")).startsWith("text/javascript");
    assertThat(get(path, "if-none-match: " + answer.header("etag")).status()).isEqualTo(304);
    assertThat(get(path).body()).contains("createElement");
    assertThat(get(path, "accept-encoding: br, gzip;q=0").header("content-encoding")).isEmpty();
    assertThat(get("/console/assets/0123456789abcdef/icon.svg").status()).isEqualTo(404);
    assertThat(get(address("../Asset.class")).status()).isEqualTo(404);
  }

  private static String address(String file) throws Exception {
    var page = get("/console").body();
    int at = page.indexOf("/console/assets/");
    return page.substring(at, page.indexOf("/icon.svg")) + "/" + file;
  }

  @Test
  void a_server_without_keys_says_that_it_is_open_and_one_switched_off_has_none() throws Exception {
    try (var open = TestingTutti.start(folder.resolve("open"), "{}")) {
      assertThat(open.get("/console/session"))
          .contains("\"key_required\":false", "\"role\":\"admin\"");
    }
    try (var off =
        TestingTutti.start(folder.resolve("off"), "server: {console: {enabled: false}}")) {
      assertThat(off.get("/console")).contains("server.console.enabled");
      assertThat(off.get("/console/session")).contains("server.console.enabled");
    }
  }
}
