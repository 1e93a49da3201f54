package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.LogRecorder;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that was given once is used, and never shown. */
class ChangeSecretsTest {
  private static final String KEY = "sk-literal-7f3a";
  private static final String TOKEN = "header-token-91c2";
  private static final String PROVIDER = "/admin/providers/keyed";

  @RegisterExtension
  static final Rig rig = Rig.of(Rig.PLAIN + "changes: {environment: [PATH, HOME]}\n");

  private final LogRecorder log = new LogRecorder("dev.tutti");
  private TestingAdmin admin;

  @BeforeEach
  void start() {
    admin = new TestingAdmin(rig.tutti().url(), "");
    rig.upstream().playAlways(Chat.answers("Hi"));
  }

  @AfterEach
  void stop() {
    admin.post("/admin/config/rollback", "{\"to\":0}");
    admin.close();
    log.close();
  }

  @Test
  void no_answer_and_no_log_shows_a_secret() throws Exception {
    var shown = new ArrayList<TestingAdmin.Response>();
    shown.add(admin.put(PROVIDER, provider(KEY, TOKEN)));
    assertThat(shown.getFirst().status()).as(shown.getFirst().text()).isEqualTo(200);
    assertThat(asked()).isEqualTo("Bearer " + KEY);
    shown.add(admin.put(PROVIDER, Chat.with(provider(KEY, TOKEN), "\"max_in_flight\":\"many\"")));
    shown.add(admin.put(PROVIDER, provider("new\\nline-" + KEY, TOKEN)));
    for (var path :
        List.of(
            "/admin/providers",
            PROVIDER,
            "/admin/config",
            "/admin/config/history",
            "/admin/audit",
            "/admin/config/file")) {
      shown.add(admin.get(path));
    }
    shown.add(admin.delete(PROVIDER));
    shown.add(admin.post("/admin/config/rollback", "{\"to\":1}"));
    assertThat(shown).noneMatch(each -> each.text().contains(KEY) || each.text().contains(TOKEN));
    assertThat(shown.get(4).json().path("config").path("api_key").asString()).isEqualTo("***");
    assertThat(shown.get(4).json().path("config").path("headers").path("x-team").asString())
        .isEqualTo("***");
    assertThat(shown.get(5).text()).contains("\"***\"");
    assertThat(log.all())
        .isNotEmpty()
        .noneMatch(line -> line.contains(KEY) || line.contains(TOKEN));
    assertThat(asked()).as("restored by the rollback").isEqualTo("Bearer " + KEY);
  }

  @Test
  void the_name_of_a_variable_is_shown_and_its_value_is_used() throws Exception {
    admin.put(PROVIDER, provider("${PATH}", "${HOME:-" + TOKEN + "}"));
    var config = admin.get(PROVIDER).json().path("config");
    assertThat(config.path("api_key").asString()).isEqualTo("${PATH}");
    assertThat(config.path("headers").path("x-team").asString()).isEqualTo("***");
    assertThat(asked()).isEqualTo("Bearer " + System.getenv("PATH"));
    assertThat(admin.get("/admin/config").text()).doesNotContain(System.getenv("PATH"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${USER}",
        "${TUTTI_SURELY_NOT_SET}",
        "${USER:-}",
        "${TUTTI_SURELY_NOT_SET:-x}",
        "${path}",
        "a ${PATH} and ${JAVA_HOME}",
      })
  @KnownFault("SECURITY-F13")
  void only_variables_that_the_file_allows_may_be_named(String written) {
    for (var json : List.of(provider(written, "x"), provider("x", written))) {
      var response = admin.put(PROVIDER, json);
      assertThat(response.status()).as(response.text()).isEqualTo(400);
      assertThat(response.message())
          .contains("may not be used here (expected: a variable that changes.environment names)")
          .as("whether it is set")
          .doesNotContain("not set");
    }
    assertThat(admin.get(PROVIDER).status()).isEqualTo(404);
  }

  @Test
  @KnownFault("SECURITY-F13")
  void no_variable_is_allowed_where_the_file_says_nothing(@TempDir Path folder) {
    try (var plain = TestingTutti.start(folder, "");
        var other = new TestingAdmin(plain.url(), "")) {
      assertThat(other.put(PROVIDER, provider("${PATH}", "x")).message())
          .contains("${PATH} may not be used here");
    }
  }

  @Test
  @KnownFault("SECURITY-F13")
  void a_file_with_authorities_tells_nothing_of_other_files(@TempDir Path folder) throws Exception {
    var key = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nx\n");
    var torn =
        Files.writeString(
            folder.resolve("torn.pem"),
            "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----");
    var empty = Files.createFile(folder.resolve("empty.pem"));
    for (var file :
        List.of(
            folder.resolve("none.pem"),
            key,
            torn,
            empty,
            folder,
            Path.of("/dev/zero"),
            Path.of("/proc/self/environ"),
            Path.of("/etc/passwd"))) {
      var response =
          admin.put(
              PROVIDER,
              "{\"base_url\": \"https://127.0.0.1:9\", \"tls\": {\"ca\": \"%s\"}}".formatted(file));
      assertThat(response.status()).as(response.text()).isEqualTo(400);
      assertThat(response.message().replace(file.toString(), "FILE"))
          .endsWith(
              "providers.keyed.tls.ca: \"FILE\" (expected: a PEM file of certificates that can be"
                  + " read)");
    }
    assertThat(
            admin
                .put(PROVIDER, "{\"base_url\": \"https://x\", \"tls\": {\"ca\": \"a\\u0000b\"}}")
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::ffff:0:169.254.169.254]",
        "http://[64:ff9b:1::169.254.169.254]",
        "http://x:0",
        "http://x:70000",
        "http://user:pass@x",
        "http://[::1%25lo]",
        "http://a_b",
        "http://0177.1",
      })
  @KnownFault("SECURITY-F15")
  void an_odd_address_is_refused_when_it_is_given(String url) {
    assertThat(admin.put(PROVIDER, "{\"base_url\": \"%s\"}".formatted(url)).status())
        .isEqualTo(400);
  }

  @Test
  void a_section_that_was_read_can_be_given_back_with_its_stars() throws Exception {
    admin.put(PROVIDER, provider(KEY, TOKEN));
    var read = admin.get(PROVIDER).json().path("config");
    var edited = Chat.with(Json.text(read), "\"max_in_flight\":7");
    assertThat(admin.put(PROVIDER, edited).status()).isEqualTo(200);
    assertThat(asked()).isEqualTo("Bearer " + KEY);
    var elsewhere = edited.replace(rig.upstream().url(), "http://127.0.0.1:9/v1");
    assertThat(admin.put(PROVIDER, elsewhere).message())
        .startsWith("providers.keyed.base_url: is another one, and a secret was left as ***");
    assertThat(asked()).isEqualTo("Bearer " + KEY);
  }

  @Test
  void stars_that_stand_for_a_secret_of_the_file_are_refused() throws Exception {
    var response = admin.put("/admin/providers/up", provider("***", "x"));
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.message())
        .isEqualTo(
            "providers.up.api_key: *** stands for no secret of an earlier change"
                + " (expected: the secret, or ${NAME})");
  }

  @Test
  void a_password_in_an_address_is_not_shown() {
    admin.put(
        PROVIDER,
        "{\"base_url\":\"http://127.0.0.1:9/v1?api-key="
            + KEY
            + "\",\"preset\":\"openai-compatible\"}");
    assertThat(admin.get("/admin/config").text()).doesNotContain(KEY);
    assertThat(admin.get("/admin/providers").text()).doesNotContain(KEY);
  }

  private static String provider(String key, String token) {
    return "{\"base_url\":\"%s\",\"api_key\":\"%s\",\"headers\":{\"x-team\":\"%s\"}}"
        .formatted(rig.upstream().url(), key, token);
  }

  private static String asked() throws IOException, InterruptedException {
    rig.upstream().forget();
    try (var client = rig.ask(question("keyed/m"))) {
      var answer = client.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    return rig.upstream().turn().heard().header("authorization");
  }
}
