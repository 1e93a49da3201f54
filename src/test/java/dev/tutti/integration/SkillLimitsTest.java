package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Heard;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bounds executions, and what is said when models fail. */
class SkillLimitsTest {
  private static final Script OUT =
      turn -> turn.json(503, "{\"error\":{\"message\":\"out of order\"}}");

  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private @Nullable TestingTutti tutti;

  /** A server whose skills are these: their settings by their names. */
  private void serve(Map<String, String> skills) throws IOException {
    for (var each : skills.entrySet()) {
      var path = Files.createDirectories(folder.resolve("skills").resolve(each.getKey()));
      Files.writeString(
          path.resolve("skill.yaml"), "llm: {model: up/small}\n" + each.getValue() + "\n");
      Files.writeString(path.resolve("prompt.md"), "You are " + each.getKey() + ".");
    }
    tutti =
        TestingTutti.start(
            folder.resolve("data"),
            """
            providers: {up: {base_url: "%s"}}
            skills: {folder: "%s"}
            """
                .formatted(upstream.url(), folder.resolve("skills")));
  }

  @AfterEach
  void stop() throws IOException {
    tutti().close();
    upstream.close();
  }

  private TestingTutti tutti() {
    return Objects.requireNonNull(tutti, "serve() comes first");
  }

  private Heard ask(String skill, String body, String... headers) throws IOException {
    try (var client = tutti().client()) {
      return client.post("/v1/skills/" + skill + "/execute", body, headers).answer();
    }
  }

  private Heard ask(String skill) throws IOException {
    return ask(skill, "{\"user_message\":\"Hi\"}");
  }

  private static String error(Heard heard) {
    return Json.tree(heard.body()).at("/error/message").asString(heard.body());
  }

  @Test
  void an_execution_ends_with_its_deadline() throws IOException {
    serve(Map.of("slow", "limits: {deadline: 200ms}"));
    upstream.play(turn -> turn.stall());
    var heard = ask("slow");
    assertThat(heard.status()).as(heard.body()).isEqualTo(504);
  }

  @Test
  void more_tokens_than_allowed_end_it() throws IOException {
    serve(Map.of("dear", "limits: {total_tokens: 5}"));
    upstream.play(Chat.says("Hello"));
    assertThat(error(ask("dear"))).contains("at most 5, limits.total_tokens");
  }

  @Test
  void skills_call_skills_only_so_deep() throws IOException {
    serve(
        Map.of(
            "a", "limits: {depth: 2}\ntools: [\"skill:b\"]",
            "b", "limits: {depth: 2}\ntools: [\"skill:c\"]",
            "c", "limits: {depth: 2}"));
    upstream.play(
        Chat.calls("b", "{\"user_message\":\"x\"}"),
        Chat.calls("c", "{\"user_message\":\"x\"}"),
        turn -> {
          var told = Json.tree(turn.heard().body()).path("messages");
          assertThat(told.get(told.size() - 1).path("content").asString())
              .contains("more than 2 deep");
          Chat.says("C was too deep.").play(turn);
        },
        Chat.says("B was asked."));
    var heard = ask("a");
    assertThat(Json.tree(heard.body()).path("text").asString()).isEqualTo("B was asked.");
  }

  @Test
  void only_so_many_are_executed_at_once() throws Exception {
    serve(Map.of("one", "limits: {concurrency: 1}"));
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(Chat.role()).await(gate).done());
    try (var first = tutti().client()) {
      first.post("/v1/skills/one/stream", "{\"user_message\":\"Hi\"}");
      upstream.turn();
      var second = ask("one");
      assertThat(second.status()).isEqualTo(429);
      assertThat(second.header("retry-after")).isEqualTo("1");
      assertThat(error(second)).contains("limits.concurrency");
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void what_is_too_long_is_refused() throws IOException {
    serve(Map.of("short", "limits: {input_chars: 20}"));
    upstream.play(Chat.says("Hello"));
    assertThat(ask("short", "{\"user_message\":\"123456789012345678\"}").status()).isEqualTo(200);
    var heard = ask("short", "{\"user_message\":\"1234567890123456789\"}");
    assertThat(heard.status()).isEqualTo(400);
    assertThat(error(heard)).contains("21 characters", "at most 20, limits.input_chars");
  }

  @Test
  void the_key_needs_one_of_the_roles() throws IOException {
    serve(Map.of("ward", "permissions: {roles: [doctor]}"));
    upstream.play(Chat.says("Hello"));
    try (var anybody = new TestingAdmin(tutti().url(), "")) {
      assertThat(ask("ward").status()).as("the first minutes are easy").isEqualTo(200);
      var admin = anybody.post("/admin/keys", "{\"owner\":\"it\",\"role\":\"admin\"}").json();
      try (var office = new TestingAdmin(tutti().url(), admin.path("key").asString())) {
        upstream.playAlways(Chat.says("Hello"));
        assertThat(status(office, "\"scopes\":[\"nurse\"]")).isEqualTo(403);
        assertThat(status(office, "\"scopes\":[\"doctor\"]")).isEqualTo(200);
      }
    }
  }

  private int status(TestingAdmin office, String scopes) throws IOException {
    var made = office.post("/admin/keys", "{\"owner\":\"ann\",\"role\":\"user\"," + scopes + "}");
    var key = made.json().path("key").asString();
    return ask("ward", "{\"user_message\":\"Hi\"}", "Authorization: Bearer " + key).status();
  }

  @Test
  void the_next_models_are_asked_and_then_the_text_is_given() throws IOException {
    serve(Map.of("kind", ""));
    var skill = folder.resolve("skills/kind");
    Files.writeString(skill.resolve("skill.yaml"), "llm: {model: up/a, fallback: [up/b, up/c]}\n");
    Files.writeString(skill.resolve("fallback.md"), "Sorry: {{ user_message }}");
    try (var admin = new TestingAdmin(tutti().url(), "")) {
      admin.post("/admin/skills/reload", "{}");
      upstream.play(OUT, OUT, Chat.says("I am c."));
      var third = Json.tree(ask("kind").body());
      assertThat(third.path("model_used").asString()).isEqualTo("up/c");
      assertThat(third.path("degraded").isNull()).isTrue();
      upstream.play(OUT, OUT, OUT);
      var none = Json.tree(ask("kind").body());
      assertThat(none.path("text").asString()).isEqualTo("Sorry: Hi");
      assertThat(none.path("degraded").asString()).isEqualTo("fallback_text");
      var figures = admin.get("/admin/skills/kind").json().at("/figures/0");
      assertThat(figures.path("executions").asInt()).isEqualTo(2);
      assertThat(figures.path("degraded").asInt()).isEqualTo(1);
    }
  }
}
