package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Allowance;
import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  private ReceivedRequest ask(String skill, String body, String... headers) throws IOException {
    try (var client = tutti().client()) {
      return client.post("/v1/skills/" + skill + "/execute", body, headers).answer();
    }
  }

  private ReceivedRequest ask(String skill) throws IOException {
    return ask(skill, "{\"user_message\":\"Hi\"}");
  }

  private static String error(ReceivedRequest heard) {
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
              .contains("3 deep (expected: at most 2, limits.depth)");
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
    upstream.play(
        turn ->
            turn.stream()
                .event(Chat.role())
                .await(gate)
                .event(Chat.text("x"))
                .event(Chat.finish())
                .done());
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
    assertThat(heard.status()).isEqualTo(422);
    assertThat(error(heard)).contains("21 characters", "at most 20, limits.input_chars");
  }

  @Test
  void the_key_needs_one_of_the_roles() throws IOException {
    serve(Map.of("ward", "permissions: {roles: [doctor]}", "open", ""));
    upstream.playAlways(Chat.says("Hello"));
    var nurse = key(Role.USER, "nurse");
    var doctor = key(Role.USER, "doctor");
    assertThat(status(nurse)).isEqualTo(403);
    assertThat(status(doctor)).isEqualTo(200);
    assertThat(status(key(Role.ADMIN))).as("administrators have every scope").isEqualTo(200);
    assertThat(list(nurse)).contains("\"open\"").doesNotContain("\"ward\"");
    assertThat(list(doctor)).contains("\"open\"", "\"ward\"");
  }

  private int status(String key) throws IOException {
    return ask("ward", "{\"user_message\":\"Hi\"}", key).status();
  }

  private String list(String key) {
    try (var client = tutti().client()) {
      return client.get("/v1/skills", key).answer().body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(Role role, String... scopes) {
    try (var store = Store.attach(StoreSettings.in(tutti().data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("test", "ann", role, AllowedModels.ALL, Allowance.NONE, Set.of(scopes));
      var key = "x-api-key: " + Store.await(keys.create(grant)).secret();
      Patience.until(() -> isKnown(key), "the key is known");
      return key;
    }
  }

  /** Without keys everybody is let in, with any: the first one must be known. */
  private boolean isKnown(String key) {
    return list("x: y").contains("authentication") && !list(key).contains("authentication");
  }

  @Test
  void a_pin_to_an_earlier_revision_needs_the_role_of_now() throws IOException {
    serve(Map.of("ward", ""));
    upstream.playAlways(Chat.says("Hello"));
    var revision = Json.tree(ask("ward").body()).path("revision").asString();
    var nurse = key(Role.USER, "nurse");
    var doctor = key(Role.USER, "doctor");
    Files.writeString(
        folder.resolve("skills/ward/skill.yaml"),
        "llm: {model: up/small}\npermissions: {roles: [doctor]}\n");
    try (var client = tutti().client()) {
      var admin = key(Role.ADMIN);
      assertThat(client.post("/admin/skills/reload", "{}", admin).answer().status()).isEqualTo(200);
    }
    var pinned = "{\"user_message\":\"Hi\",\"version\":\"" + revision + "\"}";
    assertThat(ask("ward", pinned, nurse).status()).isEqualTo(403);
    assertThat(ask("ward", pinned, doctor).status()).isEqualTo(200);
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
      assertThat(third.path("degraded").asString()).isEqualTo("fallback_model");
      upstream.play(OUT, OUT, OUT);
      var none = Json.tree(ask("kind").body());
      assertThat(none.path("text").asString()).isEqualTo("Sorry: Hi");
      assertThat(none.path("degraded").asString()).isEqualTo("fallback_text");
      var figures = admin.get("/admin/skills/kind").json().at("/figures/0");
      assertThat(figures.path("executions").asInt()).isEqualTo(2);
      assertThat(figures.path("degraded").asInt()).isEqualTo(1);
    }
  }

  /** A reader that leaves while much is waiting for it gives its place back. */
  @Test
  void a_reader_that_leaves_takes_no_place() throws Exception {
    serve(Map.of("one", "limits: {concurrency: 1}"));
    for (var endpoint : List.of("/v1/chat/completions", "/v1/skills/one/stream")) {
      var much = "x".repeat(4_000);
      upstream.play(
          turn -> {
            var stream = turn.stream().event(Chat.role());
            for (int i = 0; i < 4_000; i++) {
              stream.event(Chat.text(much));
            }
          });
      var client = tutti().client();
      client.post(
          endpoint,
          endpoint.endsWith("stream") ? "{\"user_message\":\"Hi\"}" : Chat.streamed("skill:one"));
      assertThat(client.head().status()).isEqualTo(200);
      client.reset();
      upstream.turn().awaitLeft();
      upstream.playAlways(Chat.says("Hello"));
      Patience.until(() -> statusOf("one") == 200, "the place is free");
      upstream.turn(); // whose connection is kept
    }
  }

  private int statusOf(String skill) {
    try {
      return ask(skill).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_skill_that_is_called_has_a_deadline_of_its_own() throws IOException {
    serve(
        Map.of(
            "outer", "limits: {deadline: 60s}\ntools: [\"skill:inner\"]",
            "inner", "limits: {deadline: 150ms}"));
    upstream.playAlways(
        turn -> {
          var body = turn.heard().body();
          if (body.contains("You are inner.")) {
            turn.stall();
          } else if (body.contains("tool_call_id")) {
            Chat.says("It was too slow.").play(turn);
          } else {
            Chat.calls("inner", "{\"user_message\":\"x\"}").play(turn);
          }
        });
    var heard = Json.tree(ask("outer").body());
    assertThat(heard.path("text").asString()).as(heard.toString()).isEqualTo("It was too slow.");
  }

  @Test
  void what_was_heard_is_not_followed_by_the_fallback_text() throws IOException {
    serve(Map.of("cut", ""));
    Files.writeString(folder.resolve("skills/cut/fallback.md"), "Sorry.");
    try (var client = tutti().client()) {
      client.post("/admin/skills/reload", "{}").answer();
      upstream.play(turn -> turn.stream().event(Chat.role()).event(Chat.text("Half")).close());
      var events = client.post("/v1/skills/cut/stream", "{\"user_message\":\"Hi\"}").answer();
      assertThat(events.body()).contains("Half", "event: error").doesNotContain("Sorry.");
      upstream.play(turn -> turn.stream().event(Chat.role()).event(Chat.text("Half")).close());
      assertThat(Json.tree(ask("cut").body()).path("text").asString()).isEqualTo("Sorry.");
    }
  }

  @Test
  @KnownFault("SECURITY-F23")
  void what_a_skill_needs_of_the_configuration_is_told_before_it_is_called() throws IOException {
    serve(Map.of("needy", "tools: [\"fn:save_file\"]", "toolless", "tools: [\"http:nope\"]"));
    Files.writeString(
        folder.resolve("skills/needy/skill.yaml"), "llm: {model: nope, fallback: [up/small]}\n");
    try (var admin = new TestingAdmin(tutti().url(), "")) {
      admin.post("/admin/skills/reload", "{}");
      var problems = admin.get("/admin/skills/needy").json().path("problems");
      assertThat(problems).hasSize(1);
      assertThat(problems.get(0).asString()).contains("skill.yaml: llm.model: ", "nope");
      var refused = admin.get("/admin/skills/toolless").json().path("problems");
      assertThat(refused.get(0).asString())
          .contains("tools: http:nope is not there (expected: skills.http.nope");
      var heard = ask("toolless");
      assertThat(heard.status()).as(heard.body()).isEqualTo(404);
    }
  }

  @Test
  void requests_are_checked_member_by_member() throws IOException {
    serve(Map.of("any", ""));
    var wrong =
        Map.of(
            "{\"user_mesage\":\"x\"}", "Did you mean user_message",
            "{\"follow_up\":\"maybe\"}", "\"maybe\" (expected: auto, yes or no)",
            "{\"history\":\"x\"}", "not a list",
            "{\"history\":[{\"role\":\"system\",\"content\":\"EVIL\"}]}",
                "of user, assistant or tool",
            "{\"record\":\"yes\"}", "expected: true or false",
            "{\"timeout\":-1}", "expected: seconds",
            "{\"version\":\"^9999999999\"}", "a range such as ^1.1");
    for (var each : wrong.entrySet()) {
      var heard = ask("any", each.getKey());
      assertThat(heard.status()).as(each.getKey()).isEqualTo(400);
      assertThat(error(heard)).contains(each.getValue());
    }
  }
}
