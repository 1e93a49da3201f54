package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.WrittenSection;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Providers and aliases are changed while the server answers. */
class ChangeTest {
  private static final String MODEL = "models.first.deployments[0].model";

  @TempDir Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private final TestingUpstream other = TestingUpstream.start();
  private TestingTutti tutti;
  private TestingAdmin admin;

  @BeforeEach
  void start() {
    upstream.playAlways(Chat.answers("from one"));
    other.playAlways(Chat.answers("from the other"));
    open();
  }

  private void open() {
    tutti =
        TestingTutti.start(
            folder,
            """
            providers:
              up: {base_url: "%s"}
            models:
              first: {deployments: [{provider: up, model: m}]}
            changes: {environment: [TUTTI_NOT_SET]}
            """
                .formatted(upstream.url()));
    admin = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    close();
    upstream.close();
    other.close();
  }

  private void close() {
    admin.close();
    tutti.close();
  }

  private void restart() {
    close();
    open();
  }

  @Test
  void a_new_alias_of_a_new_provider_is_there_at_once_and_after_a_restart() throws Exception {
    assertThat(admin.put("/admin/providers/second", address(other)).status()).isEqualTo(200);
    var made = admin.put("/admin/models/fresh", alias("second"));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.revision()).isEqualTo(2);
    assertThat(models()).contains("fresh", "second/m", "first");
    assertThat(ask("fresh")).contains("from the other");
    restart();
    assertThat(models()).contains("fresh", "second/m", "first");
    assertThat(ask("fresh")).contains("from the other");
    assertThat(admin.get("/admin/models/fresh").json().path("origin").asString())
        .isEqualTo("change 2 by anonymous");
  }

  @Test
  void a_stream_that_runs_ends_at_the_provider_it_began_with() throws Exception {
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(text("old")).await(gate).event(finish()).done());
    try (var client = tutti.ask(streamed("first"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.data()).contains("old");
      assertThat(admin.put("/admin/providers/up", address(other)).status()).isEqualTo(200);
      assertThat(ask("first")).contains("from the other");
      gate.open();
      assertThat(client.events().getLast()).isEqualTo("data: [DONE]");
    }
  }

  @Test
  void a_removed_provider_ends_its_calls_and_gets_no_more() throws Exception {
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(text("old")).await(gate).event(finish()).done());
    try (var client = tutti.ask(streamed("up/m"))) {
      assertThat(client.head().status()).isEqualTo(200);
      admin.delete("/admin/models/first");
      assertThat(admin.delete("/admin/providers/up").json().path("removed").asBoolean()).isTrue();
      assertThat(ask("up/m")).contains("model_not_found");
      assertThat(ask("first")).contains("model_not_found");
      gate.open();
      assertThat(client.events().getLast()).isEqualTo("data: [DONE]");
    }
    assertThat(admin.get("/admin/providers").json().path("removed").size()).isEqualTo(1);
    assertThat(admin.get("/admin/providers/up").message())
        .isEqualTo(
            "provider up: was removed by change 2 by anonymous (expected: give or reset it)");
    restart();
    assertThat(models()).doesNotContain("first", "up/m");
    assertThat(admin.post("/admin/providers/up/reset", "").status()).isEqualTo(200);
    assertThat(admin.post("/admin/models/first/reset", "").status()).isEqualTo(200);
    assertThat(ask("first")).contains("from one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUT    | /admin/providers/up       | {"base_url":"nonsense"}         | change 1 by anonymous: providers.up.base_url: "nonsense"
          PUT    | /admin/providers/up       | {"base_urr":"https://host.test"} | providers.up.base_urr: unknown key. Did you mean "base_url"?
          PUT    | /admin/providers/a%20b    | {"preset":"sim"}                | a name of letters, digits
          PUT    | /admin/providers/new      | {"api_key":"${TUTTI_NOT_SET}"}  | ${TUTTI_NOT_SET} is not set
          PUT    | /admin/models/first       | {"deployments":[{"provider":"nobody","model":"m"}]} | "nobody" (expected: one of sim, up)
          PUT    | /admin/models/first       | {}                              | models.first.deployments: is missing
          PUT    | /admin/models/first       | []                              | not a JSON object
          PUT    | /admin/models/first       | {"a":1,"a":2}                   | not valid JSON
          DELETE | /admin/providers/up       | {}                              | provider: "up" (expected: one of sim)
          """)
  void what_does_not_validate_changes_nothing(
      String method, String path, String body, String problem) throws Exception {
    var before = admin.get("/admin/config").text();
    var response = admin.ask(method, path, body);
    assertThat(response.status()).as(response.text()).isEqualTo(400);
    assertThat(response.message()).contains(problem);
    assertThat(admin.get("/admin/config").text()).isEqualTo(before);
    assertThat(admin.get("/admin/config/history").json().path("data").size()).isZero();
    assertThat(admin.get("/admin/audit").json().path("data").size()).isZero();
    assertThat(ask("first")).contains("from one");
    restart();
    assertThat(ask("first")).contains("from one");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /admin/providers/none",
    "DELETE, /admin/providers/none",
    "DELETE, /admin/models/sim",
    "POST, /admin/models/first/reset",
    "POST, /admin/deployments/none/m/drain",
    "POST, /admin/deployments/up/drain"
  })
  void what_is_not_there_is_a_404(String method, String path) {
    var response = admin.ask(method, path, "");
    assertThat(response.status()).as(response.text()).isEqualTo(404);
  }

  @Test
  void a_rollback_restores_and_can_be_rolled_back() throws Exception {
    admin.put("/admin/providers/second", address(other));
    admin.put("/admin/models/first", alias("second"));
    admin.post("/admin/deployments/second/m/drain", "");
    assertThat(ask("first")).contains("circuit_open");
    var back = admin.post("/admin/config/rollback", "{\"to\":0}");
    assertThat(back.status()).as(back.text()).isEqualTo(200);
    assertThat(back.json().path("changes").size()).isEqualTo(3);
    assertThat(back.revision()).isEqualTo(6);
    assertThat(ask("first")).contains("from one");
    assertThat(models()).doesNotContain("second/m");
    admin.post("/admin/config/rollback", "{\"to\":2}");
    assertThat(ask("first")).contains("from the other");
    restart();
    assertThat(ask("first")).contains("from the other");
    var last = admin.get("/admin/config/history?limit=2").json().path("data").get(1);
    assertThat(last.path("action").asString()).isEqualTo("rollback to 2");
    assertThat(last.path("id").asLong()).isEqualTo(7);
    for (var wrong :
        List.of("{\"to\":99}", "{\"to\":-1}", "{\"to\":\"x\"}", "{}", "{\"to\":1,\"a\":1}")) {
      assertThat(admin.post("/admin/config/rollback", wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void the_same_again_is_no_change() {
    admin.put("/admin/models/more", alias("up"));
    assertThat(admin.put("/admin/models/more", alias("up")).revision()).isEqualTo(1);
    assertThat(admin.post("/admin/deployments/up/m/resume", "").revision()).isEqualTo(1);
    assertThat(admin.post("/admin/config/rollback", "{\"to\":1}").revision()).isEqualTo(1);
    assertThat(admin.get("/admin/audit").json().path("data").size()).isEqualTo(1);
  }

  @Test
  void changes_at_once_are_made_one_after_the_other() throws Exception {
    var response = atOnce(32, number -> admin.put("/admin/models/m" + number, alias("up")));
    assertThat(response).allMatch(each -> each.status() == 200);
    assertThat(response.stream().map(TestingAdmin.Response::revision)).doesNotHaveDuplicates();
    assertThat(admin.get("/admin/config/history").revision()).isEqualTo(32);
    assertThat(models())
        .contains(IntStream.range(0, 32).mapToObj(i -> "m" + i).toArray(String[]::new));
  }

  @Test
  void who_names_a_revision_changes_that_one_alone() throws Exception {
    var response =
        atOnce(
            16,
            number ->
                admin.ask("PUT", "/admin/models/m" + number, alias("up"), "if-match", "\"0\""));
    assertThat(response).filteredOn(each -> each.status() == 200).hasSize(1);
    assertThat(response).filteredOn(each -> each.status() == 412).hasSize(15);
    assertThat(admin.get("/admin/models").revision()).isEqualTo(1);
    assertThat(admin.ask("DELETE", "/admin/models/first", "", "if-match", "x").status())
        .isEqualTo(400);
    assertThat(admin.ask("DELETE", "/admin/models/first", "", "if-match", "1").status())
        .isEqualTo(200);
    assertThat(admin.ask("POST", "/admin/config/rollback", "{\"to\":0}", "if-match", "1").status())
        .isEqualTo(412);
  }

  @Test
  void every_value_says_where_it_comes_from() {
    admin.put("/admin/models/more", alias("up"));
    var values = admin.get("/admin/config").json().path("values");
    assertThat(origin(values, "models.more.deployments[0].model"))
        .isEqualTo("change 1 by anonymous");
    assertThat(origin(values, "models.first.deployments[0].model")).isEqualTo("text:4:47");
    assertThat(origin(values, "models.first.balance")).isEqualTo("default");
    assertThat(origin(values, "server.port")).isEqualTo("test");
  }

  private static String origin(JsonNode values, String path) {
    return value(values, path).path("origin").asString("nothing");
  }

  private static JsonNode value(JsonNode values, String path) {
    return values
        .valueStream()
        .filter(each -> each.path("path").asString().equals(path))
        .findFirst()
        .orElseGet(Json::object);
  }

  @Test
  void what_the_file_says_is_told_beside_what_a_change_has_put_in_its_place() {
    admin.put("/admin/models/first", alias("up").replace("\"m\"", "\"n\""));
    var now = value(admin.get("/admin/config").json().path("values"), MODEL);
    assertThat(now)
        .isEqualTo(
            Json.tree(
                """
                {"path": "models.first.deployments[0].model", "value": "n", "origin": "change 1 by anonymous",
                 "change": 1, "written": {"value": "m", "origin": "text:4:47"}}
                """));
    var section = admin.get("/admin/models/first").json();
    assertThat(section.at("/config/deployments/0/model").asString()).isEqualTo("n");
    assertThat(section.at("/written/config/deployments/0/model").asString()).isEqualTo("m");
    assertThat(section.at("/written/origin").asString()).isEqualTo("text:4:10");
    admin.post("/admin/models/first/reset", "");
    assertThat(admin.get("/admin/models/first").json().has("written")).isFalse();
    assertThat(value(admin.get("/admin/config").json().path("values"), MODEL).has("written"))
        .isFalse();
  }

  @Test
  void what_a_change_has_taken_from_the_file_is_told() {
    admin.delete("/admin/models/first");
    var hidden = admin.get("/admin/config").json().path("hidden");
    assertThat(value(hidden, MODEL).path("value").asString()).isEqualTo("m");
    assertThat(hidden.size()).isEqualTo(2);
    var removed = admin.get("/admin/models").json().at("/removed/0/written");
    assertThat(removed.path("origin").asString()).isEqualTo("text:4:10");
  }

  @Test
  void what_is_in_force_is_a_file_that_says_the_same() {
    admin.put("/admin/models/more", alias("up"));
    admin.delete("/admin/models/first");
    var file = admin.get("/admin/config/file");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.text())
        .startsWith("# Revision 2; *** stands for a secret.\nproviders:\n  up:\n")
        .contains("  more:\n    deployments:\n      - provider: \"up\"\n        model: \"m\"\n")
        .doesNotContain("first");
    var other = ConfigSource.text("file", file.text()).written(List.of("models"));
    assertThat(other.keySet()).containsExactly("more");
    assertThat(other.values())
        .extracting(WrittenSection::json)
        .containsExactly(admin.get("/admin/models/more").json().path("config"));
  }

  private static List<TestingAdmin.Response> atOnce(
      int count, IntFunction<TestingAdmin.Response> ask) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var works =
          IntStream.range(0, count)
              .<Callable<TestingAdmin.Response>>mapToObj(number -> () -> ask.apply(number))
              .toList();
      return threads.invokeAll(works).stream().map(each -> each.resultNow()).toList();
    }
  }

  private static String address(TestingUpstream upstream) {
    return "{\"base_url\":\"" + upstream.url() + "\"}";
  }

  private static String alias(String provider) {
    return "{\"deployments\":[{\"provider\":\"" + provider + "\",\"model\":\"m\"}]}";
  }

  private List<String> models() {
    return admin
        .get("/v1/models")
        .json()
        .path("data")
        .valueStream()
        .map(each -> each.path("id").asString())
        .toList();
  }

  private String ask(String model) throws IOException {
    try (var client = tutti.ask(question(model))) {
      return client.answer().body();
    }
  }
}
