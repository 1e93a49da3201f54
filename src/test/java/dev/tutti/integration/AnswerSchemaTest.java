package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;

/** Real answers of a running server, by the schemas that it publishes at {@code /openapi.json}. */
class AnswerSchemaTest {
  private static final String YAML =
      """
      providers: {sim: {preset: sim}}
      models: {fast: {deployments: [{provider: sim, model: small}]}}
      limits: {user: {requests: 100000}}
      skills: {folder: "FOLDER"}
      """;

  @TempDir private static Path folder;
  private static TestingTutti tutti;
  private static TestingAdmin admin;
  private static ApiDescription description;

  @BeforeAll
  static void start() throws IOException {
    for (var version : new String[] {"1.0.0", "1.1.0"}) {
      var path = Files.createDirectories(folder.resolve("skills/hello/v" + version));
      Files.writeString(path.resolve("skill.yaml"), "llm: {model: fast}\n");
      Files.writeString(path.resolve("prompt.md"), "Say hello, " + version);
    }
    tutti = TestingTutti.start(folder, YAML.replace("FOLDER", folder.resolve("skills").toString()));
    admin = new TestingAdmin(tutti.url(), key());
    description = new ApiDescription(admin.get("/openapi.json").json());
    try (var nobody = new TestingAdmin(tutti.url(), "")) {
      Patience.until(() -> nobody.get("/admin/keys").status() == 401, "the first key is known");
    }
  }

  private static String key() {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      return Store.await(keys.create(new Grant("root", "me", Role.ADMIN, AllowedModels.ALL)))
          .secret();
    }
  }

  @AfterAll
  static void stop() {
    admin.close();
    tutti.close();
  }

  /** Asks, and compares request and answer with what is said of the operation. */
  private static JsonNode ask(int status, String method, String path, String target, String body) {
    if (!body.isEmpty() && status == 200) {
      var request = Json.tree(body);
      assertThat(description.checkRequest(method, path, request)).as(body).isEmpty();
    }
    var response = admin.ask(method, target, body);
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    assertThat(description.check(method, path, status, response.json()))
        .as("%s %s: %s", method, target, response.text())
        .isEmpty();
    return response.json();
  }

  private static JsonNode ask(String method, String path, String body) {
    return ask(200, method, path, path, body);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "posts.csv", delimiter = '|')
  void posts_are_answered_as_described(String path, String body) {
    ask("POST", path, body == null ? "" : body);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "gets.csv")
  void gets_are_answered_as_described(String path) {
    ask(
        "POST",
        "/v1/chat/completions",
        "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    ask("GET", path, "");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "names.csv")
  void names_in_paths_are_answered_as_described(
      String method, String path, String target, int status) {
    ask(status, method, path, target, "");
  }

  @Test
  void kept_responses_and_conversations_are_as_described() {
    var id =
        ask("POST", "/v1/responses", "{\"model\":\"fast\",\"input\":\"Hi\"}")
            .path("id")
            .asString("");
    one("GET", "/v1/responses/{id}", id, "");
    one("GET", "/v1/responses/{id}/input_items", id, "");
    ask(400, "POST", "/v1/responses/{id}/cancel", "/v1/responses/" + id + "/cancel", "");
    one("DELETE", "/v1/responses/{id}", id, "");
    var talk = ask("POST", "/v1/conversations", "{}").path("id").asString("");
    one("POST", "/v1/conversations/{id}", talk, "{\"metadata\":{\"a\":\"b\"}}");
    var items = "{\"items\":[{\"type\":\"message\",\"role\":\"user\",\"content\":\"Hi\"}]}";
    var item =
        one("POST", "/v1/conversations/{id}/items", talk, items).at("/data/0/id").asString("");
    one("GET", "/v1/conversations/{id}/items", talk, "");
    var path = "/v1/conversations/{id}/items/{item}";
    var target = "/v1/conversations/" + talk + "/items/" + item;
    ask(200, "GET", path, target, "");
    ask(200, "DELETE", path, target, "");
    one("GET", "/v1/conversations/{id}", talk, "");
    one("DELETE", "/v1/conversations/{id}", talk, "");
  }

  @Test
  void documents_are_as_described() {
    var text = "{\"text\":\"a | b\\n|--- | ---|\\n1 | 2\",\"name\":\"a.md\"}";
    var id = ask("POST", "/v1/documents", text).path("id").asString("");
    one("GET", "/v1/documents/{id}", id, "");
    one("GET", "/v1/documents/{id}/blocks", id, "");
    one("GET", "/v1/documents/{id}/tables", id, "");
    var claims = "{\"claims\":[{\"type\":\"prose\",\"text\":\"It is 7.\"}]}";
    one("POST", "/v1/documents/{id}/verify", id, claims);
    one("DELETE", "/v1/documents/{id}", id, "");
    ask(404, "GET", "/v1/documents/{id}/blocks", "/v1/documents/" + id + "/blocks", "");
    var wrong = "{\"content\":\"x\",\"parameters\":{\"analysis_type\":\"y\"}}";
    ask(400, "POST", "/v1/apps/document_analysis", "/v1/apps/document_analysis", wrong);
  }

  @Test
  void a_memory_is_as_described() {
    var fact = "{\"user\":\"bert\",\"text\":\"Likes dogs\",\"metadata\":null}";
    var id = ask("POST", "/v1/memories", fact).path("id").asString("");
    one("PATCH", "/v1/memories/{id}", id, "{\"expires_at\":null}");
    one("GET", "/v1/memories/{id}", id, "");
    ask(404, "GET", "/v1/memories/{id}", "/v1/memories/none", "");
    ask(200, "DELETE", "/v1/memories", "/v1/memories?user=bert", "");
  }

  @Test
  void sessions_are_as_described() {
    var path = "/v1/sessions/{id}";
    var id = ask("POST", "/v1/sessions", "{\"model\":\"fast\"}").path("id").asString("");
    one("PATCH", path, id, "{\"context\":{\"strategy\":\"window\"}}");
    var kept = one("POST", path + "/messages", id, "{\"content\":\"Hi\"}").at("/message/id");
    one("POST", path + "/fork", id, "{\"at\":" + kept + "}");
    var pin = path + "/messages/{mid}/pin";
    ask(200, "POST", pin, pin.replace("{id}", id).replace("{mid}", kept.asString()), "");
    var verdict = path + "/messages/{mid}/follow-up";
    var judged = verdict.replace("{id}", id).replace("{mid}", kept.asString());
    ask(200, "PUT", verdict, judged, "{\"follow_up\":\"no\"}");
    ask(400, "PUT", verdict, judged, "{\"follow_up\":\"maybe\"}");
    one("GET", path + "/messages", id, "");
    one("GET", path + "/view", id, "");
  }

  @Test
  void chats_with_characters_are_as_described() {
    var card = "{\"name\":\"Nara\",\"description\":\"A pilot.\",\"first_mes\":\"Hi\"}";
    var kept = admin.post("/v1/characters/import", card);
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    for (var root : new String[] {"/v1", "/api"}) {
      var path = root + "/chat/{character}/messages";
      var target = root + "/chat/Nara/messages";
      var in = ask(200, "POST", path, target, "{\"greeting\":0}").path("session_id").asString();
      ask(200, "POST", path, target, "{\"content\":\"Hi\",\"session_id\":\"" + in + "\"}");
      ask(200, "POST", path, target, "{\"regenerate\":true,\"session_id\":\"" + in + "\"}");
      ask(400, "POST", path, target, "{}");
      ask(404, "POST", path, target.replace("Nara", "Nobody"), "{\"content\":\"Hi\"}");
    }
  }

  private static JsonNode one(String method, String path, String id, String body) {
    return ask(200, method, path, path.replace("{id}", id), body);
  }

  @Test
  void keys_are_as_described() {
    var body =
        """
        {"name":"k","owner":"o","role":"user","models":["fast"],"limits":{"requests":5,"tokens":500},
         "budget":{"day":1.5},"expires_at":"2099-01-01T00:00:00Z"}
        """;
    var id = ask("POST", "/admin/keys", body).path("id").asString("");
    ask("GET", "/admin/keys", "");
    one("PATCH", "/admin/keys/{id}", id, "{\"budget\":{\"month\":20},\"expires_at\":null}");
    one("DELETE", "/admin/keys/{id}", id, "");
    ask("GET", "/admin/keys", "");
  }

  @Test
  void changes_at_run_time_are_as_described() {
    var path = "/admin/models/{name}";
    var body = "{\"deployments\":[{\"provider\":\"sim\",\"model\":\"other\"}]}";
    ask(200, "PUT", path, "/admin/models/new", body);
    ask(200, "GET", path, "/admin/models/new", "");
    ask(200, "POST", path + "/reset", "/admin/models/new/reset", "");
    ask(200, "PUT", path, "/admin/models/new", body);
    ask(200, "DELETE", path, "/admin/models/new", "");
    var deployment = "/admin/deployments/{provider}/{model}/";
    ask(200, "POST", deployment + "drain", "/admin/deployments/sim/other/drain", "");
    ask("GET", "/admin/deployments", "");
    ask(200, "POST", deployment + "resume", "/admin/deployments/sim/other/resume", "");
    var late = admin.ask("PUT", "/admin/models/new", body, "if-match", "\"0\"");
    assertThat(late.status()).isEqualTo(412);
    assertThat(description.check("PUT", path, 412, late.json())).isEmpty();
    ask(200, "PUT", path, "/admin/models/fast", body);
    ask(200, "GET", path, "/admin/models/fast", "");
    ask("GET", "/admin/config", "");
    ask(200, "DELETE", path, "/admin/models/fast", "");
    ask("GET", "/admin/models", "");
    ask("GET", "/admin/config", "");
    ask(200, "POST", path + "/reset", "/admin/models/fast/reset", "");
    ask("GET", "/admin/config/history", "");
    ask("POST", "/admin/config/rollback", "{\"to\":1}");
    ask("GET", "/admin/audit", "");
  }

  @Test
  void rules_of_alerts_and_silences_are_as_described() {
    var all = "/admin/alerts/rules";
    var body = "{\"measure\":\"total_p95\",\"by\":[\"model\"],\"above\":\"3s\"}";
    ask("POST", all, body.replace("{", "{\"name\":\"slow\","));
    ask(409, "POST", all, all, body.replace("{", "{\"name\":\"slow\","));
    var one = all + "/{name}";
    ask(200, "PUT", one, all + "/slow", body);
    ask(200, "GET", one, all + "/slow", "");
    ask("GET", all, "");
    ask("POST", all + "/rehearse", body);
    ask(400, "POST", all + "/rehearse", all + "/rehearse", "{\"measure\":\"disk_used\"}");
    ask(200, "POST", one + "/reset", all + "/slow/reset", "");
    ask(200, "PUT", one, all + "/external_max_latency", "{\"above\":\"5s\"}");
    ask(200, "DELETE", one, all + "/external_max_latency", "");
    var silence =
        "{\"to\":\"2026-01-01T00:00:00Z\",\"reason\":\"deploy\",\"match\":{\"rule\":\"max_*\"}}";
    ask(400, "POST", "/admin/alerts/silences", "/admin/alerts/silences", silence);
    var until = Instant.now().plusSeconds(3_600).toString();
    var id =
        ask("POST", "/admin/alerts/silences", silence.replace("2026-01-01T00:00:00Z", until))
            .path("id")
            .asString("");
    ask("GET", "/admin/alerts/silences", "");
    one("DELETE", "/admin/alerts/silences/{id}", id, "");
  }

  @Test
  void releases_are_as_described() {
    var path = "/admin/skills/{name}/";
    var target = "/admin/skills/hello/";
    ask(
        200,
        "POST",
        path + "label",
        target + "label",
        "{\"label\":\"best\",\"version\":\"1.0.0\"}");
    ask(200, "POST", path + "split", target + "split", "{\"arms\":{\"1.0.0\":50,\"1.1.0\":50}}");
    ask(200, "GET", "/admin/skills/{name}", "/admin/skills/hello", "");
    var kept = ask(200, "GET", path + "revisions", target + "revisions", "").path("data");
    var from = kept.at("/0/revision").asString("");
    var to = kept.at("/1/revision").asString("");
    var query = "?from=%s&to=%s".formatted(from, to).replace("+", "%2B");
    ask(200, "GET", path + "diff", target + "diff" + query, "");
    ask(200, "POST", path + "rollback", target + "rollback", "{\"to\":\"1.0.0\"}");
    ask(200, "DELETE", path + "release", target + "release", "");
  }

  @Test
  void drafts_and_new_versions_are_as_described() {
    var path = "/admin/skills/{name}/";
    var draft =
        "{\"version\":\"2.0.0\",\"files\":{\"skill.yaml\":\"llm: {model:"
            + " fast}\",\"prompt.md\":\"Hi\"}}";
    ask(200, "POST", path + "check", "/admin/skills/drafted/check", draft);
    ask(200, "POST", path + "check", "/admin/skills/drafted/check", draft.replace("Hi", "{{"));
    ask(400, "POST", path + "check", "/admin/skills/drafted/check", "{\"version\":\"1\"}");
    var put = path + "versions/{version}";
    var files = draft.replace("\"version\":\"2.0.0\",", "");
    var target = "/admin/skills/drafted/versions/2.0.0";
    var revision = ask(200, "PUT", put, target, files).path("revision").asString("");
    ask(409, "PUT", put, target, files);
    var shown = "/admin/skills/drafted/revisions/" + revision.replace("+", "%2B");
    ask(200, "GET", path + "revisions/{revision}", shown, "");
    ask(404, "GET", path + "revisions/{revision}", "/admin/skills/drafted/revisions/1", "");
  }

  @Test
  void recordings_are_as_described() {
    var execute = "/v1/skills/{name}/execute";
    var body = "{\"user_message\":\"Hi\",\"record\":true}";
    var id =
        ask(200, "POST", execute, "/v1/skills/hello/execute", body).path("recording").asString("");
    var path = "/admin/skills/{name}/recordings";
    ask(200, "GET", path, "/admin/skills/hello/recordings", "");
    ask(200, "GET", path + "/{id}", "/admin/skills/hello/recordings/" + id, "");
    var again = "{\"id\":\"%s\"}".formatted(id);
    ask(200, "POST", "/admin/skills/{name}/replay", "/admin/skills/hello/replay", again);
  }

  @Test
  void models_in_the_form_of_anthropic_are_as_described() {
    for (var target : new String[] {"/v1/models", "/v1/models/fast"}) {
      var response = admin.ask("GET", target, "", "anthropic-version", "2023-06-01");
      var schema = target.endsWith("fast") ? "AnthropicModel" : "AnthropicModelList";
      assertThat(description.check(schema, response.json())).as(response.text()).isEmpty();
    }
  }

  @Test
  void chunks_of_a_stream_are_as_described() {
    var response =
        admin.post(
            "/v1/chat/completions",
            "{\"model\":\"fast\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    var chunks =
        response
            .text()
            .lines()
            .filter(line -> line.startsWith("data: {"))
            .map(line -> Json.tree(line.substring(6)))
            .toList();
    assertThat(chunks)
        .isNotEmpty()
        .allSatisfy(chunk -> assertThat(description.check("ChatCompletionChunk", chunk)).isEmpty());
  }

  @Test
  void another_answer_than_described_is_noticed() {
    var wrong = Json.tree("{\"status\":\"fine\",\"since\":1}");
    assertThat(description.check("GET", "/healthz", 200, wrong)).hasSize(2);
    assertThat(description.check("GET", "/healthz", 404, wrong)).isNotEmpty();
  }

  @Test
  void what_is_refused_without_a_key_is_as_described() {
    try (var nobody = new TestingAdmin(tutti.url(), "")) {
      var response = nobody.get("/v1/models");
      assertThat(response.status()).isEqualTo(401);
      assertThat(description.check("GET", "/v1/models", 401, response.json())).isEmpty();
      var told = nobody.post("/v1/messages", "{}");
      assertThat(description.check("POST", "/v1/messages", 401, told.json())).isEmpty();
      assertThat(nobody.get("/openapi.json").status()).isEqualTo(200);
    }
  }
}
