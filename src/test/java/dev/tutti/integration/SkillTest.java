package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Skills over the wire: files on a disk, an upstream that is played. */
class SkillTest {
  private static final String INPUT =
      "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}";
  private static final String ANN = "{\"user_message\":\"Hi\",\"context\":{\"name\":\"Ann\"}";

  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private TestingTutti tutti;

  @BeforeEach
  void start() throws IOException {
    write("hello/v1.9.0", "You greet {{ name }}.");
    write("hello/v1.10.0", "You greet {{ name }} warmly.");
    Files.writeString(folder.resolve("skills/hello/v1.10.0/followup.md"), "Still {{ name }}.");
    startServer();
  }

  private void startServer() {
    tutti =
        TestingTutti.start(
            folder.resolve("data"),
            """
            providers: {up: {base_url: "%s"}}
            skills: {folder: "%s"}
            """
                .formatted(upstream.url(), folder.resolve("skills")));
  }

  private void stopServer() {
    tutti.close();
  }

  @AfterEach
  void stop() throws IOException {
    tutti.close();
    upstream.close();
  }

  private void write(String place, String prompt) throws IOException {
    var path = Files.createDirectories(folder.resolve("skills").resolve(place));
    var version = place.substring(place.indexOf("/v") + 2);
    Files.writeString(
        path.resolve("skill.yaml"),
        """
        version: %s
        description: Says hello
        llm: {model: up/small, temperature: 0.5, max_tokens: 50}
        input: {schema: input.json}
        """
            .formatted(version));
    Files.writeString(path.resolve("prompt.md"), prompt);
    Files.writeString(path.resolve("input.json"), INPUT);
  }

  private JsonNode execute(String path, String body) throws IOException {
    try (var client = tutti.client()) {
      return Json.tree(client.post(path, body).answer().body());
    }
  }

  private JsonNode asked() throws InterruptedException {
    Turn turn = upstream.turn();
    return Json.tree(turn.heard().body());
  }

  @Test
  void the_highest_version_renders_its_prompt_and_answers() throws Exception {
    upstream.play(Chat.says("Hello, ", "Ann!"));
    var result = execute("/v1/skills/hello/execute", ANN + "}");
    assertThat(result.path("text").asString()).as(result.toString()).isEqualTo("Hello, Ann!");
    assertThat(result.path("version").asString()).isEqualTo("1.10.0");
    assertThat(result.path("revision").asString()).matches("1\\.10\\.0\\+[0-9a-f]{12}");
    assertThat(result.path("model_used").asString()).isEqualTo("up/small");
    assertThat(result.at("/follow_up/decision").asString()).isEqualTo("new_topic");
    var asked = asked();
    assertThat(asked.at("/messages/0/content").asString()).isEqualTo("You greet Ann warmly.");
    assertThat(asked.at("/messages/1/content").asString()).isEqualTo("Hi");
    assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
  }

  @Test
  void a_session_goes_on_with_its_version_and_the_lighter_prompt() throws Exception {
    upstream.playAlways(Chat.says("Hello"));
    execute("/v1/skills/hello/execute", ANN + ",\"session_id\":\"s1\"}");
    asked();
    var second =
        execute(
            "/v1/skills/hello/execute",
            ANN.replace("Hi", "Why is that?") + ",\"session_id\":\"s1\"}");
    assertThat(second.at("/follow_up/decision").asString()).isEqualTo("follow_up");
    assertThat(asked().at("/messages/0/content").asString()).isEqualTo("Still Ann.");
    var old = execute("/v1/skills/hello/execute?version=1.9.0", ANN + "}");
    assertThat(old.path("version").asString()).isEqualTo("1.9.0");
  }

  @Test
  void a_session_goes_on_with_what_it_has_talked_of_over_a_restart() throws Exception {
    upstream.playAlways(Chat.says("Hello"));
    execute("/v1/skills/hello/execute", said("My name is Ann.", "s1"));
    asked();
    stopServer();
    startServer();
    execute("/v1/skills/hello/execute", said("Who am I?", "s1"));
    assertThat(contents(asked()))
        .containsExactly("Still Ann.", "My name is Ann.", "Hello", "Who am I?");
    execute("/v1/skills/hello/execute", said("Hi", "s2"));
    assertThat(contents(asked())).containsExactly("You greet Ann warmly.", "Hi");
    var afresh = said("Hi", "s1").replace("}}", "},\"follow_up\":\"no\"}");
    execute("/v1/skills/hello/execute", afresh);
    assertThat(contents(asked())).containsExactly("You greet Ann warmly.", "Hi");
  }

  private static String said(String message, String session) {
    return "{\"user_message\":\"%s\",\"session_id\":\"%s\",\"context\":{\"name\":\"Ann\"}}"
        .formatted(message, session);
  }

  private static List<String> contents(JsonNode asked) {
    return asked
        .path("messages")
        .valueStream()
        .map(each -> each.path("content").asString())
        .toList();
  }

  @Test
  void a_prompt_alone_is_the_question_after_the_examples() throws Exception {
    var skill = folder.resolve("skills/hello/v1.10.0");
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        llm: {model: up/small}
        input: {schema: input.json}
        examples: {file: examples.yaml}
        """);
    Files.writeString(skill.resolve("examples.yaml"), "- {user: a, assistant: b}\n");
    execute("/admin/skills/reload", "{}");
    upstream.playAlways(Chat.says("Hello"));
    execute("/v1/skills/hello/execute", "{\"context\":{\"name\":\"Ann\"}}");
    var alone = asked();
    assertThat(contents(alone)).containsExactly("a", "b", "You greet Ann warmly.");
    assertThat(alone.at("/messages/2/role").asString()).isEqualTo("user");
    execute("/v1/skills/hello/execute", ANN + "}");
    assertThat(contents(asked())).containsExactly("You greet Ann warmly.", "a", "b", "Hi");
  }

  @Test
  void what_is_broken_at_the_start_is_served_as_it_was() throws Exception {
    upstream.playAlways(Chat.says("Hello"));
    var before = execute("/v1/skills/hello/execute", ANN + "}").path("revision").asString();
    stopServer();
    Files.writeString(folder.resolve("skills/hello/v1.10.0/prompt.md"), "broken {{");
    startServer();
    assertThat(problems().toString()).contains("prompt.md:1:");
    assertThat(execute("/v1/skills/hello/execute", ANN + "}").path("revision").asString())
        .isEqualTo(before);
  }

  @Test
  void what_was_served_last_is_served_when_all_is_broken_at_the_start() throws Exception {
    upstream.playAlways(Chat.says("Hello"));
    var skill = folder.resolve("skills/hello");
    Files.writeString(skill.resolve("release.yaml"), "labels: {production: 1.9.0}");
    var good = Files.readString(skill.resolve("v1.9.0/prompt.md"));
    for (var prompt : List.of(good, "Worse {{ name }}.", good)) {
      Files.writeString(skill.resolve("v1.9.0/prompt.md"), prompt);
      execute("/admin/skills/reload", "{}");
    }
    var before = execute("/v1/skills/hello/execute", ANN + "}").path("revision").asString();
    assertThat(before).startsWith("1.9.0+");
    stopServer();
    Files.writeString(skill.resolve("v1.9.0/prompt.md"), "broken {{");
    Files.writeString(skill.resolve("release.yaml"), "labels: [oops");
    startServer();
    assertThat(problems().toString()).contains("prompt.md:1:", "release.yaml:1:");
    assertThat(execute("/v1/skills/hello/execute", ANN + "}").path("revision").asString())
        .isEqualTo(before);
  }

  @Test
  void it_is_a_model_for_every_door() throws Exception {
    upstream.play(Chat.says("Hello, ", "Ann!"));
    try (var client = tutti.client()) {
      var body =
          "{\"model\":\"skill:hello@^1.9\",\"stream\":true,\"context\":{\"name\":\"Ann\"},"
              + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
      client.post("/v1/chat/completions", body);
      client.head();
      assertThat(String.join("", client.events())).contains("Hello, ", "Ann!", "[DONE]");
    }
    assertThat(tutti.get("/v1/models")).contains("skill:hello");
  }

  @Test
  void a_stream_tells_what_is_said_and_then_the_result() throws Exception {
    upstream.play(Chat.says("Hello, ", "Ann!"));
    try (var client = tutti.client()) {
      client.post("/v1/skills/hello/stream", ANN + "}");
      client.head();
      assertThat(client.event()).contains("event: text\ndata: {\"text\":\"Hello, \"}");
      assertThat(client.event()).contains("event: text\ndata: {\"text\":\"Ann!\"}");
      assertThat(client.event().orElseThrow()).startsWith("event: result\ndata: {");
    }
  }

  @Test
  void wrong_inputs_versions_and_names_are_told() throws Exception {
    var flaw = execute("/v1/skills/hello/execute", "{\"context\":{}}");
    assertThat(flaw.at("/error/message").asString()).contains("name");
    var version = execute("/v1/skills/hello/execute?version=^2", ANN + "}");
    assertThat(version.at("/error/message").asString()).contains("1.10.0");
    var name = execute("/v1/skills/helo/execute", ANN + "}");
    assertThat(name.at("/error/message").asString()).contains("did you mean hello?");
    var model =
        "{\"model\":\"skill:hello\",\"stream\":true,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    try (var client = tutti.client()) {
      assertThat(client.post("/v1/chat/completions", model).answer().status())
          .as("a stream that has not begun has its own status")
          .isEqualTo(400);
    }
  }

  @Test
  void an_edit_is_served_within_a_second_and_a_broken_one_is_not() throws Exception {
    var model = new ModelScripts().says("small", "Hello");
    upstream.playAlways(model);
    edit("version: 1.10.0\nllm: {modle: up/small}\n");
    Patience.until(() -> !problems().isEmpty(), "the problem is told");
    assertThat(problems().toString())
        .contains("skill.yaml:2:7: llm.modle: unknown key", "Did you mean");
    assertThat(executed().path("text").asString()).isEqualTo("Hello");
    write("hello/v1.10.0", "You greet {{ name }} coldly.");
    Patience.until(
        () -> {
          executed();
          var told = model.asked().getLast().at("/messages/0/content").asString();
          return told.equals("You greet Ann coldly.");
        },
        "the edit is in force");
    assertThat(problems()).isEmpty();
  }

  @Test
  void the_next_model_is_asked_when_one_is_too_slow() throws Exception {
    upstream.playAlways(new ModelScripts().on("slow", Turn::stall).says("quick", "Hello"));
    edit("version: 1.10.0\nllm: {model: up/slow, timeout: 500ms, fallback: [up/quick]}\n");
    Patience.until(
        () -> {
          var result = executed();
          return result.path("text").asString("").equals("Hello")
              && result.path("model_used").asString("").equals("up/quick");
        },
        "the quick one is asked, and is in time");
  }

  @Test
  @KnownFault("SECURITY-F8")
  void a_model_writes_a_file_that_only_the_owner_can_have() throws Exception {
    var before = tutti.get("/admin/skills/hello");
    edit("version: 1.10.0\nllm: {model: up/small}\ntools: [\"fn:save_file\"]\n");
    Patience.until(() -> !tutti.get("/admin/skills/hello").equals(before), "the edit is in force");
    upstream.play(
        Chat.calls("save_file", "{\"name\":\"笔记.md\",\"content\":\"# Ann\"}"), Chat.says("Done"));
    var result = execute("/v1/skills/hello/execute", ANN + "}");
    assertThat(result.path("text").asString()).as(result.toString()).isEqualTo("Done");
    var artifact = result.at("/artifacts/0");
    assertThat(artifact.path("name").asString()).isEqualTo("笔记.md");
    try (var client = tutti.client()) {
      var file = client.get(artifact.path("url").asString()).answer();
      assertThat(file.body()).isEqualTo("# Ann");
      assertThat(file.header("content-disposition")).startsWith("attachment; filename*=UTF-8''");
    }
    var kept = tutti.data().resolve("artifacts").resolve(artifact.path("id").asString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .as("for its owner only")
        .isEqualTo("rw-------");
    var execution = artifact.path("execution").asString();
    assertThat(tutti.get("/v1/artifacts?execution=" + execution))
        .contains(artifact.path("id").asString());
    try (var client = tutti.client()) {
      assertThat(client.get("/v1/artifacts/art_0/content").answer().status()).isEqualTo(404);
    }
  }

  /** Saves the settings in one step, as editors do. */
  private void edit(String yaml) throws IOException {
    Files.move(
        Files.writeString(folder.resolve("fresh.yaml"), yaml),
        folder.resolve("skills/hello/v1.10.0/skill.yaml"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private JsonNode executed() {
    try {
      return execute("/v1/skills/hello/execute", ANN + "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode problems() {
    return Json.tree(tutti.get("/admin/skills/hello")).path("problems");
  }
}
