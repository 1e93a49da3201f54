package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Executions that are kept, and run again on the same revision and on another. */
class SkillRecordingTest {
  private static final String EXECUTE = "/v1/skills/hello/execute";
  private static final String ANN = "{\"user_message\":\"Hi\",\"context\":{\"name\":\"Ann\"}";
  private static final String RECORD = ANN + ",\"record\":true}";
  private static final String CALL =
      """
      {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,
      "delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":
      {"name":"lookup","arguments":"{\\"q\\":\\"Ann\\"}"}}]},"finish_reason":"tool_calls"}]}
      """
          .replace("\n", "");

  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private TestingTutti tutti;

  @BeforeEach
  void start() throws IOException {
    write("v1.0.0", "tools: [http:lookup]\n", "You greet {{ name }} at {{ now }}.");
    write("v1.1.0", "tools: [http:lookup]\n", "You greet {{ name }} warmly at {{ now }}.");
    tutti =
        TestingTutti.start(
            folder.resolve("data"),
            """
            providers: {up: {base_url: "%1$s"}}
            skills:
              folder: "%2$s"
              http: {lookup: {url: "%1$s/lookup", description: Finds people}}
            """
                .formatted(upstream.url(), folder.resolve("skills")));
  }

  @AfterEach
  void stop() throws IOException {
    tutti.close();
    upstream.close();
  }

  private void write(String version, String settings, String prompt) throws IOException {
    var path = Files.createDirectories(folder.resolve("skills/hello").resolve(version));
    Files.writeString(
        path.resolve("skill.yaml"),
        (version.startsWith("v") ? "version: " + version.substring(1) + "\n" : "")
            + "llm: {model: up/small}\n"
            + settings);
    Files.writeString(path.resolve("prompt.md"), prompt);
  }

  private JsonNode post(String path, String body) throws IOException {
    try (var client = tutti.client()) {
      return Json.tree(client.post(path, body).answer().body());
    }
  }

  private JsonNode replay(JsonNode recorded, String version) throws IOException {
    upstream.forget();
    var body = Json.object().put("id", recorded.path("recording").asString());
    return post("/admin/skills/hello/replay", Json.text(body.put("version", version)));
  }

  private JsonNode recorded() throws IOException {
    upstream.play(
        turn -> turn.stream().event(Chat.role()).event(CALL).event(Chat.usage()).done(),
        turn -> turn.json(200, "{\"found\": \"Ann\"}"),
        Chat.says("Hello, ", "Ann!"));
    var result = post(EXECUTE + "?version=1.0.0", RECORD);
    assertThat(result.path("text").asString()).as(result.toString()).isEqualTo("Hello, Ann!");
    return result;
  }

  @Test
  @KnownFault("SKILLS-18")
  void on_the_same_revision_the_result_is_equal_and_nobody_is_asked() throws IOException {
    var recorded = recorded();
    var replayed = replay(recorded, "");
    assertThat(replayed.path("equal").asBoolean()).as(replayed.toString()).isTrue();
    assertThat(replayed.path("same_revision").asBoolean()).isTrue();
    assertThat(replayed.path("prompt_diff").asString()).isEmpty();
    assertThat(replayed.path("result_diff").asString()).isEmpty();
    assertThat(replayed.at("/result/text").asString()).isEqualTo("Hello, Ann!");
    assertThat(replayed.at("/result/usage/prompt_tokens").isNumber()).isTrue();
    assertThat(replayed.at("/result/model_used").asString()).isEqualTo("up/small");
    assertThat(Json.tree(tutti.get("/admin/skills/hello")).at("/figures/0/executions").asInt())
        .isEqualTo(1);
  }

  @Test
  void on_another_version_the_prompts_are_compared() throws IOException {
    var replayed = replay(recorded(), "1.1.0");
    assertThat(replayed.path("same_revision").asBoolean()).isFalse();
    assertThat(replayed.path("replayed").asString()).startsWith("1.1.0+");
    assertThat(replayed.path("prompt_diff").asString())
        .contains("-You greet Ann at ", "+You greet Ann warmly at ");
    assertThat(replayed.path("equal").asBoolean()).isTrue();
  }

  @Test
  void a_result_that_differs_is_told() throws IOException {
    var recorded = recorded();
    write("v1.2.0", "output: {schema: out.json}\n", "Greet {{ name }}.");
    Files.writeString(folder.resolve("skills/hello/v1.2.0/out.json"), "{\"type\":\"object\"}");
    post("/admin/skills/reload", "{}");
    var replayed = replay(recorded, "1.2.0");
    assertThat(replayed.path("equal").asBoolean()).isFalse();
    assertThat(replayed.path("result_diff").asString()).contains("-Hello, Ann!", "+error: ");
  }

  @Test
  void recordings_are_listed_and_shown() throws IOException {
    var id = recorded().path("recording").asString();
    var list = Json.tree(tutti.get("/admin/skills/hello/recordings")).path("data");
    assertThat(list).hasSize(1);
    assertThat(list.at("/0/id").asString()).isEqualTo(id);
    assertThat(list.at("/0/outcome").asString()).isEqualTo("completed");
    var whole = Json.tree(tutti.get("/admin/skills/hello/recordings/" + id));
    assertThat(whole.at("/request/context/name").asString()).isEqualTo("Ann");
    assertThat(whole.path("exchanges")).hasSize(2);
    assertThat(whole.at("/tools/0/text").asString()).isEqualTo("{\"found\": \"Ann\"}");
    assertThat(tutti.get("/admin/skills/hello/recordings/none")).contains("is no recording");
  }

  @Test
  void failures_are_kept_and_fail_again() throws IOException {
    upstream.playAlways(turn -> turn.json(500, "{\"error\":{\"message\":\"broken\"}}"));
    assertThat(post(EXECUTE, RECORD).has("error")).isTrue();
    var list = Json.tree(tutti.get("/admin/skills/hello/recordings")).path("data");
    assertThat(list.at("/0/outcome").asString()).isEqualTo("upstream_error");
    var body = Json.object().put("id", list.at("/0/id").asString());
    var replayed = post("/admin/skills/hello/replay", Json.text(body));
    assertThat(replayed.path("equal").asBoolean()).as(replayed.toString()).isTrue();
    assertThat(replayed.at("/result/error/code").asString()).isEqualTo("upstream_error");
  }

  @Test
  @KnownFault("SKILLS-6")
  void answers_that_were_refused_are_paid_again_in_a_replay() throws IOException {
    write("v1.3.0", "output: {schema: out.json, on_invalid: fallback}\n", "Greet {{ name }}.");
    var version = folder.resolve("skills/hello/v1.3.0");
    Files.writeString(version.resolve("out.json"), "{\"type\":\"object\"}");
    Files.writeString(version.resolve("fallback.md"), "Sorry.");
    post("/admin/skills/reload", "{}");
    upstream.playAlways(Chat.says("no JSON"));
    var recorded = post(EXECUTE + "?version=1.3.0", RECORD);
    assertThat(recorded.path("text").asString()).as(recorded.toString()).isEqualTo("Sorry.");
    assertThat(recorded.at("/usage/total_tokens").asInt()).isEqualTo(22);
    var replayed = replay(recorded, "");
    assertThat(replayed.path("equal").asBoolean()).as(replayed.toString()).isTrue();
  }

  @Test
  void without_being_asked_nothing_is_kept() throws IOException {
    upstream.play(Chat.says("Hello"));
    assertThat(post(EXECUTE, ANN + "}").has("recording")).isFalse();
    assertThat(tutti.get("/admin/skills/hello/recordings")).isEqualTo("{\"data\":[]}");
    assertThat(post("/admin/skills/hello/replay", "{}").at("/error/message").asString())
        .contains("id");
  }

  @Test
  void a_streamed_execution_is_kept_too() throws IOException {
    upstream.play(Chat.says("Hello, ", "Ann!"));
    try (var client = tutti.client()) {
      var events = client.post("/v1/skills/hello/stream", RECORD).answer().body();
      var result = events.substring(events.lastIndexOf("data: ") + 6);
      assertThat(replay(Json.tree(result), "").path("equal").asBoolean()).isTrue();
    }
  }

  @Test
  void skills_that_were_called_are_called_again_as_they_were() throws IOException {
    write("../知识库", "description: Knows\n", "You know {{ user_message }}.");
    Files.writeString(
        Files.createDirectories(folder.resolve("skills/hello/v2.0.0")).resolve("skill.yaml"),
        "llm: {model: up/small}\ntools: [\"skill:知识库\"]\n");
    Files.writeString(folder.resolve("skills/hello/v2.0.0/prompt.md"), "You greet.");
    post("/admin/skills/reload", "{}");
    upstream.play(
        turn -> {
          var tool = Json.tree(turn.heard().body()).at("/tools/0/function/name").asString();
          assertThat(tool).matches("[A-Za-z0-9_-]{1,64}");
          turn.stream().event(Chat.role()).event(CALL.replace("lookup", tool)).done();
        },
        Chat.says("She is well."),
        Chat.says("Hello, Ann!"));
    var recorded = post(EXECUTE + "?version=2.0.0", RECORD);
    assertThat(recorded.path("text").asString()).isEqualTo("Hello, Ann!");
    write("../知识库", "description: Knows more\n", "You know all of {{ user_message }}.");
    post("/admin/skills/reload", "{}");
    var replayed = replay(recorded, "");
    assertThat(replayed.path("equal").asBoolean()).as(replayed.toString()).isTrue();
    assertThat(replayed.path("prompt_diff").asString()).isEmpty();
  }

  @Test
  void what_is_too_large_is_answered_but_not_kept() throws IOException {
    upstream.play(Chat.says("x".repeat(700_000), "y".repeat(700_000)));
    var result = post(EXECUTE, RECORD);
    assertThat(result.path("text").asString()).hasSize(1_400_000);
    assertThat(result.path("recording").isNull()).isTrue();
  }
}
