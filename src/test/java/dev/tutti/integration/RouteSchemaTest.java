package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers about routing, by the schemas that the server publishes. */
class RouteSchemaTest {
  private static final String YAML =
      """
      models:
        fast: {deployments: [{provider: sim, model: small}]}
        strong: {deployments: [{provider: sim, model: large}]}
      routing:
        rules: [{name: sum, regex: '[0-9]', model: fast, hours: 00:00-24:00, params: {temperature: 0.1}}]
      """;

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin admin;
  private static ApiDescription description;

  @BeforeAll
  static void start() {
    tutti = TestingTutti.start(folder, YAML);
    admin = new TestingAdmin(tutti.url(), "");
    description = new ApiDescription(admin.get("/openapi.json").json());
  }

  @AfterAll
  static void stop() {
    admin.close();
    tutti.close();
  }

  private static void ask(String method, String path, String target, String body) {
    var response = admin.ask(method, target, body);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(description.check(method, path, 200, response.json()))
        .as("%s %s: %s", method, target, response.text())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/route/analyze         | {"query":"15 + 27 = ?"}
          /v1/route/analyze         | {"items":["Hi",{"messages":[{"role":"user","content":"Prove it."}]}]}
          /v1/route/decide          | {"query":"15 + 27 = ?"}
          /v1/route/decide          | {"query":"Hello","rules":[{"name":"all","model":"fast","strategy":"light"}]}
          /v1/chat/completions      | {"model":"auto","messages":[{"role":"user","content":"Hi"}]}
          /v1/feedback              | {"query":"Hi","model":"fast","label":"good"}
          /admin/routing/what-if    | {"quality":0.5}
          """)
  void posts_are_answered_as_described(String path, String body) {
    assertThat(description.checkRequest("POST", path, Json.tree(body))).as(body).isEmpty();
    ask("POST", path, path, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/routing", "/admin/routing/rules"})
  void what_is_shown_is_as_described(String path) {
    ask("GET", path, path, "");
  }

  @Test
  void rules_are_changed_and_outcomes_forgotten_as_described() {
    var one = "/admin/routing/rules/{name}";
    ask("GET", one, "/admin/routing/rules/sum", "");
    ask("PUT", one, "/admin/routing/rules/new", "{\"model\":\"fast\"}");
    ask("DELETE", one, "/admin/routing/rules/new", "");
    ask("DELETE", one, "/admin/routing/rules/sum", "");
    ask("POST", one + "/reset", "/admin/routing/rules/sum/reset", "");
    ask("DELETE", "/admin/routing/outcomes", "/admin/routing/outcomes?source=file", "");
  }

  @Test
  void a_recorded_call_is_as_described() {
    var chat = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    assertThat(admin.post("/v1/chat/completions", chat).status()).isEqualTo(200);
    Patience.until(() -> !calls().isEmpty(), "the call is recorded");
    var id = calls().get(0).path("call").asString();
    ask("GET", "/admin/calls/{id}", "/admin/calls/" + id, "");
  }

  private static JsonNode calls() {
    return admin.get("/admin/calls?limit=1").json().path("data");
  }
}
