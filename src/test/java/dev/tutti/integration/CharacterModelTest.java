package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Characters as models. */
class CharacterModelTest {
  @RegisterExtension static final Rig rig = Rig.of(CooperationExamples.YAML);

  private static final String CHAT = "/v1/chat/completions";
  private static final String CARD =
      """
      {"spec":"chara_card_v2","spec_version":"2.0","data":{"name":"奈良",
       "description":"{{char}} flies mail for {{user}}.","creator_notes":"for readers"}}
      """;

  private static TestingAdmin caller;
  private static String id;
  private final ModelScripts scripts = new ModelScripts();

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    id = caller.post("/v1/characters/import", CARD).json().at("/character/id").asString();
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("qwen3-8b", "大海会保管信件。").says("qwen3-32b", "好。");
  }

  private static String body(String model, String more) {
    return """
    {"model":"%s","user":"Kim","messages":[{"role":"system","content":"Be kind."},
     {"role":"user","content":"你好"}]%s}
    """
        .formatted(model, more);
  }

  @Test
  void a_character_answers_by_its_name_and_by_its_id() {
    for (var name : new String[] {"奈良", id}) {
      var answer = caller.post(CHAT, body("character:" + name + "@qwen3_8b", ""));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().at("/choices/0/message/content").asString()).isEqualTo("大海会保管信件。");
    }
  }

  @Test
  void the_model_is_told_of_the_card_and_last_of_what_the_caller_demands() {
    var _ = caller.post(CHAT, body("character:" + id + "@qwen3_8b", ""));
    var messages = scripts.asked("qwen3-8b").getLast().path("messages");
    assertThat(messages.path(0).path("content").asString()).contains("奈良 flies mail for Kim.");
    assertThat(messages.path(1).path("content").asString()).isEqualTo("你好");
    assertThat(messages.path(2))
        .isEqualTo(Json.object().put("role", "system").put("content", "Be kind."));
    assertThat(messages.toString()).doesNotContain("for readers");
  }

  @Test
  void without_a_setting_the_first_model_of_the_callers_plays() {
    var answer = caller.post(CHAT, body("character:奈良", ",\"user_name\":\"金\""));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var asked = scripts.asked().getLast();
    assertThat(asked.path("model").asString()).isEqualTo("qwen3-32b");
    assertThat(asked.toString()).contains("flies mail for 金.").doesNotContain("user_name");
  }

  @Test
  void a_character_streams() {
    var answer = caller.post(CHAT, body("character:奈良@qwen3_8b", ",\"stream\":true"));
    assertThat(answer.text()).contains("data:", "[DONE]");
  }

  @Test
  void a_session_tells_a_character_what_was_said_before() {
    assertThat(caller.post("/v1/sessions", "{\"id\":\"sea\"}").status()).isLessThan(300);
    for (var said : new String[] {"你好", "然后呢"}) {
      var answer =
          caller.post(
              "/v1/sessions/sea/messages",
              "{\"model\":\"character:奈良@qwen3_8b\",\"content\":\"" + said + "\"}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    var told = scripts.asked("qwen3-8b").getLast().path("messages").toString();
    assertThat(told).contains("flies mail", "你好", "大海会保管信件。", "然后呢");
  }

  @Test
  void a_character_or_a_model_that_is_not_there_is_told() {
    for (var name : new String[] {"Nobody@qwen3_8b", "奈良@nothing", "奈良@", "@qwen3_8b"}) {
      var refused = caller.post(CHAT, body("character:" + name, ""));
      assertThat(refused.status()).as(refused.text()).isEqualTo(404);
      assertThat(refused.text()).contains("model_not_found");
    }
  }
}
