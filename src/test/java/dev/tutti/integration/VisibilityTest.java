package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Allowance;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingAdmin.Response;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key may see: what it may use, and nothing else. */
class VisibilityTest {
  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static final Map<String, TestingAdmin> callers = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    skill("ward", "1.0.0", "permissions: {roles: [doctor]}");
    skill("open", "1.0.0", "");
    skill("mixed", "1.0.0", "");
    skill("mixed", "2.0.0-beta", "permissions: {roles: [doctor]}\n");
    tutti =
        TestingTutti.start(
            folder.resolve("data"),
            """
            models: {fast: {deployments: [{provider: sim, model: sim}]}}
            skills: {folder: "%s"}
            """
                .formatted(folder.resolve("skills")));
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      key(keys, "nurse", Role.USER, "*", "nurse");
      key(keys, "doctor", Role.USER, "*", "doctor");
      key(keys, "limited", Role.USER, "skill:open", "doctor");
      key(keys, "operator", Role.OPERATOR, "*", "");
      key(keys, "auditor", Role.AUDITOR, "*", "doctor");
    }
    Patience.until(() -> as("auditor").get("/v1/models").status() == 403, "the last is known");
  }

  private static void skill(String name, String version, String settings) throws IOException {
    var path =
        Files.createDirectories(folder.resolve("skills").resolve(name).resolve("v" + version));
    Files.writeString(
        path.resolve("skill.yaml"),
        "description: What only doctors may know of %s\nllm: {model: sim}\n%s\n"
            .formatted(version, settings));
    Files.writeString(path.resolve("prompt.md"), "You are " + name + ".");
  }

  private static void key(Keys keys, String name, Role role, String models, String scope) {
    var scopes = scope.isEmpty() ? Set.<String>of() : Set.of(scope);
    var allowed = AllowedModels.of(List.of(models));
    var grant = new Grant(name, "clinic", role, allowed, Allowance.NONE, scopes);
    callers.put(name, new TestingAdmin(tutti.url(), Store.await(keys.create(grant)).secret()));
  }

  @AfterAll
  static void stop() {
    callers.values().forEach(TestingAdmin::close);
    tutti.close();
  }

  private static TestingAdmin as(String name) {
    return Objects.requireNonNull(callers.get(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nurse", "limited"})
  @KnownFault("SECURITY-F19")
  void lists_leave_out_what_a_key_may_not_use(String caller) {
    for (var list : List.of("/v1/models", "/v1/skills")) {
      assertThat(as(caller).get(list).text()).as(list).contains("open").doesNotContain("ward");
      assertThat(as("doctor").get(list).text()).as(list).contains("open", "ward");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nurse, /v1/skills/, ward, woof",
    "limited, /v1/skills/, ward, woof",
    "nurse, /v1/models/, skill:ward, skill:woof",
    "nurse, /v1/models/, skill:ward@1.0.0, skill:woof@1.0.0",
    "limited, /v1/models/, skill:ward, skill:woof",
    "limited, /v1/models/, fast, zzzz",
    "limited, /v1/models/, sim, zzz",
  })
  @KnownFault("SECURITY-F19")
  void a_view_of_what_a_key_may_not_use_is_a_view_of_nothing(
      String caller, String path, String hidden, String absent) {
    assertSame(as(caller).get(path + hidden), hidden, as(caller).get(path + absent), absent);
  }

  @ParameterizedTest
  @CsvSource({
    "nurse, skill:ward, skill:woof",
    "nurse, skill:ward@9.9.9, skill:woof@9.9.9",
    "limited, fast, zzzz",
    "limited, sim/x, zzz/x",
  })
  @KnownFault("SECURITY-F19")
  void tokens_of_a_model_that_a_key_may_not_use_are_not_counted(
      String caller, String hidden, String absent) {
    assertSame(counted(caller, hidden), hidden, counted(caller, absent), absent);
    assertThat(counted("doctor", "skill:ward").status()).isEqualTo(200);
    assertThat(counted("limited", "skill:open").status()).isEqualTo(200);
  }

  private static Response counted(String caller, String model) {
    return as(caller)
        .post(
            "/v1/messages/count_tokens",
            "{\"model\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"
                .formatted(model));
  }

  private static void assertSame(Response hidden, String name, Response absent, String other) {
    assertThat(hidden.status()).as(hidden.text()).isEqualTo(404);
    assertThat(error(hidden, name)).isEqualTo(error(absent, other));
  }

  private static String error(Response said, String name) {
    return said.json().path("error").toString().replace(name, "NAME");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, skill:war",
    "/v1/chat/completions, skill:wardd",
    "/v1/chat/completions, skill:ward@9.9.9",
    "/v1/responses, skill:war",
    "/v1/messages, skill:war",
    "/v1/messages/count_tokens, skill:war",
    "/v1/skills/war/execute, ",
    "/v1/skills/wardd/execute, ",
    "/v1/skills/ward/execute?version=9.9.9, ",
  })
  @KnownFault("SECURITY-F19")
  void what_is_proposed_instead_is_what_the_key_may_use(String path, String model) {
    var body =
        model == null
            ? "{\"user_message\": \"Hi\"}"
            : "{\"model\": \"%s\", \"input\": \"Hi\", \"max_tokens\": 9, \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"
                .formatted(model);
    var told = as("nurse").post(path, body);
    assertThat(told.status()).as(told.text()).isIn(400, 403, 404);
    assertThat(told.text()).doesNotContain("1.0.0").doesNotContain("mean ward");
    assertThat(told.text()).doesNotContain("mean skill:ward");
  }

  @Test
  @KnownFault("SECURITY-F19")
  void a_version_that_a_key_may_not_use_is_not_shown() {
    var seen = as("nurse").get("/v1/skills/mixed").text();
    assertThat(seen).contains("1.0.0").doesNotContain("2.0.0");
    assertThat(as("doctor").get("/v1/skills/mixed").text()).contains("1.0.0", "2.0.0-beta");
    assertThat(as("nurse").get("/v1/models/skill:mixed").status()).isEqualTo(200);
  }

  @Test
  @KnownFault("SECURITY-F11")
  void an_auditor_calls_nothing_and_keeps_nothing() {
    var response =
        as("doctor").post("/v1/responses", "{\"model\": \"sim\", \"input\": \"Hi\"}").json();
    var id = "/v1/responses/" + response.path("id").asString("");
    var conversation = as("doctor").post("/v1/conversations", "{}").json();
    var other = "/v1/conversations/" + conversation.path("id").asString("");
    var refused = new ArrayList<String>();
    for (var route : routes(id, other)) {
      var parts = route.split(" ", 2);
      var body = parts[0].equals("POST") ? "{\"model\": \"sim\", \"input\": \"Hi\"}" : "";
      if (as("auditor").ask(parts[0], parts[1], body).status() != 403) {
        refused.add(route);
      }
    }
    assertThat(refused).as("what an auditor is let in to").isEmpty();
    assertThat(as("doctor").get(id).status()).as("nothing was deleted").isEqualTo(200);
    assertThat(as("doctor").get(other).status()).isEqualTo(200);
    assertThat(as("auditor").get("/metrics").status()).isEqualTo(200);
    assertThat(as("auditor").get("/admin/usage").status()).isEqualTo(200);
  }

  private static List<String> routes(String response, String conversation) {
    return List.of(
        "POST /v1/chat/completions",
        "POST /v1/completions",
        "POST /v1/embeddings",
        "POST /v1/messages",
        "POST /v1/messages/count_tokens",
        "GET /v1/models",
        "GET /v1/models/sim",
        "POST /v1/responses",
        "GET " + response,
        "GET " + response + "/input_items",
        "DELETE " + response,
        "POST /v1/conversations",
        "GET " + conversation,
        "GET " + conversation + "/items",
        "GET " + conversation + "/items/x",
        "POST " + conversation,
        "POST " + conversation + "/items",
        "DELETE " + conversation,
        "DELETE " + conversation + "/items/x",
        "GET /passthrough/sim/x",
        "POST /passthrough/sim/x",
        "PUT /passthrough/sim/x",
        "PATCH /passthrough/sim/x",
        "DELETE /passthrough/sim/x",
        "GET /v1/skills",
        "GET /v1/skills/open",
        "POST /v1/skills/open/execute",
        "POST /v1/skills/open/stream",
        "GET /v1/artifacts?execution=x",
        "GET /v1/artifacts/x",
        "GET /v1/artifacts/x/content");
  }
}
