package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Characters that are made of a text. */
class CharacterGenerationTest {
  @RegisterExtension static final Rig rig = Rig.of(CooperationExamples.YAML);

  private static final String TEXT = "奈良今年31岁，在海上飞邮件。她说：“大海会保管信件。”";
  private static final String BODY =
      "{\"role\":\"奈良\",\"text\":\"%s\",\"model\":\"qwen3_8b\",\"fallback_model\":\"qwen3_32b\"}"
          .formatted(TEXT);
  private static final String GOOD =
      "{\"data\":{\"summary\":\"海上的飞行员\"},\"sources\":[{\"quote\":\"在海上飞邮件\"}]}";
  private static final String NOTHING = "{\"data\":{\"summary\":null},\"sources\":[]}";
  private static final String LIST =
      "{\"data\":[{\"name\":\"飞行\",\"detail\":\"在海上\"}],\"sources\":[{\"quote\":\"在陆地上飞\"}]}";

  private static TestingAdmin caller;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();
  private final ModelScripts scripts = new ModelScripts();

  @BeforeAll
  static void connect() {
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("qwen3-8b", this::answer).says("qwen3-32b", _ -> "still no JSON");
  }

  private String answer(JsonNode request) {
    var category = category(request);
    asked.merge(category, 1, Integer::sum);
    return switch (category) {
      case "values" -> "I would rather not";
      case "appearance" -> NOTHING;
      case "abilities", "relationships" -> LIST;
      default -> GOOD;
    };
  }

  private static String category(JsonNode request) {
    return request.at("/response_format/json_schema/name").asString("");
  }

  private static JsonNode made(String path, String body) {
    var submitted = caller.post(path, body);
    assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
    var task = "/v1/tasks/" + submitted.json().path("task_id").asString();
    Patience.until(() -> ended(task), "the task has ended");
    return caller.get(task).json();
  }

  private static boolean ended(String task) {
    var status = caller.get(task).json().path("status").asString("");
    return !List.of("pending", "running", "retrying").contains(status);
  }

  @Test
  void a_category_that_fails_leaves_the_others_and_quotes_are_checked() {
    var task = made("/v1/characters", BODY);
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
    var profile = task.at("/result/profile");
    assertThat(profile.propertyNames()).hasSize(8);
    assertThat(profile.at("/values/status").asString()).isEqualTo("failed");
    assertThat(profile.at("/values/data").isNull()).isTrue();
    assertThat(profile.at("/values/error/code").asString()).isEqualTo("invalid_output");
    assertThat(profile.at("/appearance/status").asString()).isEqualTo("empty");
    assertThat(profile.at("/background/status").asString()).isEqualTo("ok");
    int start = TEXT.indexOf("在海上飞邮件");
    assertThat(profile.at("/background/sources/0/start").asInt()).isEqualTo(start);
    assertThat(profile.at("/background/sources/0/end").asInt()).isEqualTo(start + 6);
    assertThat(profile.at("/background/sources/0/checked").asBoolean()).isTrue();
    assertThat(profile.at("/abilities/sources/0/checked").asBoolean()).isFalse();
    assertThat(asked.get("background")).isEqualTo(1);
    assertThat(asked.get("values")).isGreaterThan(1);
    assertThat(scripts.asked("qwen3-32b")).isNotEmpty();
    var character = caller.get("/v1/characters/" + task.at("/result/character/id").asString());
    assertThat(character.json().path("profile")).isEqualTo(profile);
    assertThat(character.json().at("/normalized/name").asString()).isEqualTo("奈良");
    assertThat(character.json().at("/normalized/description").asString()).contains("海上的飞行员");
    assertThat(character.json().at("/normalized/lorebook/0/keys/0").asString()).isEqualTo("飞行");
  }

  @Test
  void a_task_without_any_category_fails() {
    scripts.says("qwen3-8b", _ -> "no");
    var task = made("/v1/characters/generate", BODY);
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("failed");
    assertThat(task.at("/error/message").asString()).contains("no category of 8");
  }

  @Test
  void unknown_models_and_categories_are_named() {
    var unknown = caller.post("/v1/characters", "{\"role\":\"N\",\"model\":\"nobody\"}");
    assertThat(unknown.status()).isEqualTo(404);
    var category = caller.post("/v1/characters", "{\"role\":\"N\",\"categories\":[\"hobby\"]}");
    assertThat(category.status()).isEqualTo(400);
    assertThat(category.text()).contains("hobby").contains("basic_info");
    assertThat(caller.post("/v1/characters", Json.object().toString()).status()).isEqualTo(400);
  }
}
