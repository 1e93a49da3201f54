package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Skills as tasks: tools that run side by side, and what comes when nothing else helps. */
class SkillTaskTest {
  @TempDir private Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();

  /** What was answered, and how often. */
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();

  private final CountDownLatch both = new CountDownLatch(2);
  private volatile boolean stalls;

  @BeforeEach
  void begin() {
    upstream.remembersNothing();
  }

  @AfterEach
  void stop() throws IOException {
    upstream.close();
  }

  private void skill(String name, String settings, String prompt) throws IOException {
    var skill = Files.createDirectories(folder.resolve("skills/" + name + "/v1.0.0"));
    Files.writeString(skill.resolve("skill.yaml"), settings);
    Files.writeString(skill.resolve("prompt.md"), prompt);
  }

  private TestingTutti start() {
    return TestingTutti.start(
        folder,
        """
        providers: {up: {base_url: "%1$s", api_key: sk}}
        tasks: {retry: {base: 1ms, max: 2ms}}
        skills:
          folder: "%2$s"
          http: {lookup: {url: "%1$s/lookup", description: Finds people}}
        """
            .formatted(upstream.url(), folder.resolve("skills")));
  }

  private static String submit(TestingAdmin admin, String skill) {
    var body = "{\"user_message\":\"Who are they?\",\"background\":true}";
    var submitted = admin.post("/v1/skills/" + skill + "/execute", body);
    assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
    return submitted.json().path("task_id").asString();
  }

  private static JsonNode succeeded(TestingAdmin admin, String id) {
    var task = admin.get("/v1/tasks/" + id + "?wait=30s").json();
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
    return task;
  }

  private static List<String> steps(TestingAdmin admin, String id) {
    return admin
        .get("/v1/tasks/" + id + "/report")
        .json()
        .path("steps")
        .valueStream()
        .map(step -> step.path("step").asString())
        .toList();
  }

  private void count(String what) {
    answered.merge(what, 1, Integer::sum);
  }

  private static List<String> toolTexts(Turn turn) {
    return Json.tree(turn.heard().body())
        .path("messages")
        .valueStream()
        .filter(each -> each.path("role").asString("").equals("tool"))
        .map(each -> each.path("content").asString())
        .toList();
  }

  @Test
  void tools_of_one_answer_run_side_by_side_and_keep_their_steps_whatever_comes_first()
      throws Exception {
    skill("people", "llm: {model: up/m}\ntools: [http:lookup]\n", "Look people up.");
    upstream.playAlways(this::people);
    stalls = true;
    String id;
    try (var tutti = start();
        var admin = new TestingAdmin(tutti.url(), "")) {
      id = submit(admin, "people");
      Patience.until(() -> steps(admin, id).contains("tool-2"), "the second call is kept");
    }
    stalls = false;
    try (var tutti = start();
        var admin = new TestingAdmin(tutti.url(), "")) {
      assertThat(succeeded(admin, id).at("/result/text").asString())
          .isEqualTo("Ann found, Bo found");
      assertThat(steps(admin, id)).contains("model-1", "tool-1", "tool-2", "model-2");
    }
    assertThat(answered).isEqualTo(Map.of("first", 1, "Ann", 1, "Bo", 1, "last", 1));
  }

  /** A model that asks for Ann and Bo at once; Ann is not told while it stalls. */
  private void people(Turn turn) throws IOException, InterruptedException {
    var target = turn.heard().target();
    if (target.contains("/lookup")) {
      var name = turn.heard().body().contains("Ann") ? "Ann" : "Bo";
      both.countDown();
      both.await(); // one after the other they would wait for ever
      if (stalls && name.equals("Ann")) {
        turn.stall();
        return;
      }
      count(name);
      turn.json(200, "\"%s found\"".formatted(name));
      return;
    }
    var told = toolTexts(turn);
    count(told.isEmpty() ? "first" : "last");
    if (told.isEmpty()) {
      Chat.calls("lookup", "{\"q\":\"Ann\"}", "lookup", "{\"q\":\"Bo\"}").play(turn);
    } else {
      Chat.says(String.join(", ", told).replace("\"", "")).play(turn);
    }
  }

  @Test
  void a_skill_that_is_called_as_a_tool_numbers_its_steps_behind_its_own() throws Exception {
    skill("outer", "llm: {model: up/m}\ntools: [\"skill:helper\"]\n", "You are outer.");
    skill("helper", "llm: {model: up/m}\n", "You are a helper.");
    upstream.playAlways(
        turn -> {
          boolean helper = turn.heard().body().contains("You are a helper.");
          if (helper || !toolTexts(turn).isEmpty()) {
            Chat.says("done").play(turn);
          } else {
            Chat.calls(
                    "helper", "{\"user_message\":\"one\"}", "helper", "{\"user_message\":\"two\"}")
                .play(turn);
          }
        });
    try (var tutti = start();
        var admin = new TestingAdmin(tutti.url(), "")) {
      var id = submit(admin, "outer");
      succeeded(admin, id);
      assertThat(steps(admin, id))
          .contains("model-1", "tool-1/model-1", "tool-2/model-1", "model-2");
    }
  }

  @Test
  void what_an_answer_has_used_that_was_cut_counts_for_its_task() throws Exception {
    skill("cut", "llm: {model: up/m}\n", "Be well.");
    upstream.playAlways(
        turn -> {
          count("asked");
          if (answered.equals(Map.of("asked", 1))) {
            turn.stream().event(Chat.role()).event(Chat.text("the beginning of it")).close();
          } else {
            Chat.says("done").play(turn);
          }
        });
    try (var tutti = start();
        var admin = new TestingAdmin(tutti.url(), "")) {
      var task = succeeded(admin, submit(admin, "cut"));
      assertThat(task.path("attempts").asInt()).isEqualTo(2);
      assertThat(task.at("/usage/total_tokens").asInt())
          .as("11 of the second answer, and what came of the first")
          .isGreaterThan(11);
    }
  }

  @Test
  void the_text_that_stands_for_an_answer_is_said_at_the_last_attempt() throws Exception {
    skill("weak", "llm: {model: up/m}\n", "Be well.");
    Files.writeString(folder.resolve("skills/weak/v1.0.0/fallback.md"), "Nobody can say.");
    upstream.playAlways(
        turn -> {
          count("asked");
          turn.json(503, "{\"error\":{\"message\":\"not now\"}}");
        });
    try (var tutti = start();
        var admin = new TestingAdmin(tutti.url(), "")) {
      var task = succeeded(admin, submit(admin, "weak"));
      assertThat(task.at("/result/text").asString()).isEqualTo("Nobody can say.");
      assertThat(task.at("/result/degraded").asString()).isEqualTo("fallback_text");
      assertThat(task.path("attempts").asInt()).isEqualTo(5);
      assertThat(answered).isEqualTo(Map.of("asked", 5));
    }
  }
}
