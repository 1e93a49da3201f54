package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Cards that are replaced, and categories that are made anew. */
class CharacterChangeTest {
  @RegisterExtension static final Rig rig = Rig.of(CooperationExamples.YAML);

  private static final String TEXT = "Nara, 31, flies mail over the sea.";
  private static final String ALL = "/v1/characters";

  private static TestingAdmin caller;
  private final ModelScripts scripts = new ModelScripts();
  private final AtomicInteger asked = new AtomicInteger();

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
    scripts.says("qwen3-8b", this::answer);
  }

  /** Relations and abilities are lists. */
  private String answer(JsonNode request) {
    int number = asked.incrementAndGet();
    var category = request.at("/response_format/json_schema/name").asString("");
    return List.of("relationships", "abilities").contains(category)
        ? "{\"data\":[],\"sources\":[]}"
        : "{\"data\":{\"summary\":\"said %d\"},\"sources\":[{\"quote\":\"flies mail\"}]}"
            .formatted(number);
  }

  private static String card(String description) {
    return "{\"spec\":\"chara_card_v3\",\"spec_version\":\"3.0\",\"data\":{\"name\":\"Nara\",\"x_mine\":1.50,\"description\":\""
        + description
        + "\"}}";
  }

  private static String kept(String card) {
    var answer = caller.post(ALL + "/import", card);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return ALL + "/" + answer.json().at("/character/id").asString();
  }

  @Test
  void a_card_is_replaced_under_its_id() {
    var path = kept(card("old"));
    var answer = caller.put(path, card("new").replace("Nara", "Mara"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var shown = caller.get(path).json();
    assertThat(shown.at("/normalized/description").asString()).isEqualTo("new");
    assertThat(shown.at("/character/name").asString()).isEqualTo("Mara");
    assertThat(caller.get(path + "/export").text()).contains("\"x_mine\":1.50");
  }

  @Test
  void what_is_no_card_is_refused_and_a_card_stays_a_card() {
    var path = kept(card("old"));
    var wrong = caller.put(path, "{\"a\":1}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/error/code").asString()).isEqualTo("invalid_card");
    var book = "{\"spec\":\"lorebook_v3\",\"data\":{\"entries\":[],\"extensions\":{}}}";
    assertThat(caller.put(path, book).status()).isEqualTo(400);
    assertThat(caller.put(ALL + "/char_none", "no card").status()).isEqualTo(404);
    assertThat(caller.get(path).json().at("/normalized/description").asString()).isEqualTo("old");
  }

  private static JsonNode made(String path, String body) {
    var submitted = caller.post(path, body);
    assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
    var task = "/v1/tasks/" + submitted.json().path("task_id").asString();
    Patience.until(
        () ->
            !List.of("pending", "running", "retrying")
                .contains(caller.get(task).json().path("status").asString("")),
        "the task has ended");
    var ended = caller.get(task).json();
    assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
    return ended.path("result");
  }

  private static String generated() {
    var body = "{\"role\":\"Nara\",\"text\":\"" + TEXT + "\",\"model\":\"qwen3_8b\"}";
    return ALL + "/" + made("/api/characters", body).at("/character/id").asString();
  }

  @Test
  void one_category_is_made_anew_of_the_text_that_is_kept() {
    var path = generated();
    assertThat(asked).hasValue(8);
    var before = caller.get(path).json().path("profile");
    var result = made(path + "/regenerate", "{\"category\":\"personality\"}");
    assertThat(asked).hasValue(9);
    assertThat(scripts.asked().getLast().toString()).contains(TEXT).contains("personality");
    var after = caller.get(path).json();
    assertThat(after.path("profile")).isEqualTo(result.path("profile"));
    assertThat(after.at("/profile/personality/data/summary").asString()).isEqualTo("said 9");
    assertThat(after.at("/profile/background")).isEqualTo(before.path("background"));
    assertThat(after.at("/normalized/personality").asString()).contains("said 9");
    assertThat(caller.get(path + "/export").text()).doesNotContain(TEXT);
  }

  @Test
  void what_its_owner_has_written_stays_when_a_category_is_made_anew() {
    var path = generated();
    var mine =
        caller
            .get(path + "/export")
            .text()
            .replaceAll("\"description\":\"[^\"]*\"", "\"description\":\"my own words\"");
    assertThat(caller.put(path, mine).status()).isEqualTo(200);
    made(path + "/regenerate", "{\"category\":\"background\"}");
    var shown = caller.get(path).json();
    assertThat(shown.at("/normalized/description").asString()).isEqualTo("my own words");
    assertThat(shown.at("/profile/background/data/summary").asString()).isEqualTo("said 9");
  }

  @Test
  void what_cannot_be_made_anew_is_told() {
    var none = caller.post(ALL + "/char_none/regenerate", "no JSON");
    assertThat(none.status()).isEqualTo(404);
    var imported = caller.post(kept(card("x")) + "/regenerate", "{\"category\":\"values\"}");
    assertThat(imported.status()).isEqualTo(400);
    assertThat(imported.text()).contains("none is kept with the character");
    var path = generated() + "/regenerate";
    var hobby = caller.post(path, "{\"category\":\"hobby\"}");
    assertThat(hobby.status()).isEqualTo(400);
    assertThat(hobby.text()).contains("hobby").contains("basic_info");
    scripts.says("qwen3-8b", _ -> "no JSON");
    var submitted = caller.post(path, "{\"category\":\"values\"}").json();
    var task = "/v1/tasks/" + submitted.path("task_id").asString();
    Patience.until(
        () -> caller.get(task).json().path("status").asString("").equals("failed"), "it failed");
    assertThat(
            caller
                .get(path.replace("/regenerate", ""))
                .json()
                .at("/profile/values/status")
                .asString())
        .isEqualTo("ok");
  }
}
