package dev.tutti.integration;

import static dev.tutti.integration.GroupExamples.speaker;
import static dev.tutti.integration.GroupExamples.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups as models. */
class GroupModelTest {
  @RegisterExtension static final Rig rig = Rig.of(GroupExamples.YAML);

  private static final String CHAT = "/v1/chat/completions";

  private static TestingAdmin caller;
  private static String id;
  private final ModelScripts scripts = new ModelScripts();

  @BeforeAll
  static void bring() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    var members =
        List.of(GroupExamples.character(caller, "Nara"), GroupExamples.character(caller, "李明"));
    id = GroupExamples.group(caller, members, "\"policy\":\"list\",\"model\":\"qwen3_8b\"");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("qwen3-8b", request -> speaker(request) + ": I am " + speaker(request) + ".");
    scripts.says("qwen3-32b", "Large.");
  }

  private static String body(String model, String history, String more) {
    return """
    {"model":"%s","messages":[%s{"role":"user","content":"你好"}]%s}
    """
        .formatted(model, history, more);
  }

  @Test
  void its_members_answer_as_one_by_its_name_and_by_its_id() {
    for (var name : List.of("crew", id)) {
      var answer = caller.post(CHAT, body("group:" + name, "", ""));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().at("/choices/0/message/content").asString())
          .isEqualTo("Nara: I am Nara.\n\n李明: I am 李明.");
      assertThat(answer.json().at("/usage/total_tokens").asInt()).isEqualTo(22);
    }
  }

  @Test
  void a_named_model_plays_all_of_them() {
    var answer = caller.post(CHAT, body("group:crew@qwen3_32b", "", ""));
    assertThat(answer.json().at("/choices/0/message/content").asString())
        .isEqualTo("Nara: Large.\n\n李明: Large.");
  }

  @Test
  void it_streams() {
    var answer = caller.post(CHAT, body("group:crew", "", ",\"stream\":true"));
    assertThat(answer.text()).contains("Nara: I am Nara.", "李明: I am 李明.", "[DONE]");
  }

  @Test
  void an_earlier_answer_is_known_by_its_speakers() {
    var history =
        """
        {"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},
        {"role":"assistant","content":"Nara: One.\\n\\n李明: Two.\\nMore."},
        """;
    var _ = caller.post(CHAT, body("group:crew", history, ""));
    var asked = scripts.asked("qwen3-8b").getFirst();
    assertThat(asked.at("/messages/2/role").asString()).isEqualTo("assistant");
    assertThat(asked.at("/messages/2/content").asString()).isEqualTo("One.");
    assertThat(asked.at("/messages/3/content").asString()).isEqualTo("李明: Two.\nMore.");
    assertThat(asked.path("messages").valueStream().toList().getLast().path("content").asString())
        .isEqualTo("Be kind.");
  }

  @Test
  void a_session_tells_it_what_was_said_before() {
    assertThat(caller.post("/v1/sessions", "{\"id\":\"sea\"}").status()).isLessThan(300);
    for (var said : List.of("你好", "然后呢")) {
      var answer =
          caller.post(
              "/v1/sessions/sea/messages",
              "{\"model\":\"group:crew\",\"content\":\"" + said + "\"}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    assertThat(told(scripts.asked().getLast()))
        .contains("你好", "I am 李明.", "Nara: I am Nara.", "然后呢");
  }

  @Test
  void what_plays_it_is_explained() {
    var own = caller.post("/admin/explain", body("group:crew", "", ""));
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    assertThat(own.json().at("/links/0/deployments/0/deployment").asString()).endsWith("qwen3-8b");
    var named = caller.post("/admin/explain", body("group:crew@qwen3_32b", "", ""));
    assertThat(named.json().path("model").asString()).isEqualTo("qwen3_32b");
    assertThat(caller.post("/admin/explain", body("group:nobody", "", "")).text())
        .contains("model_not_found", "no group of yours");
  }

  @Test
  void its_tokens_are_counted_where_it_is_there() {
    var count = "/v1/messages/count_tokens";
    assertThat(caller.post(count, body("group:crew", "", "")).status()).isEqualTo(200);
    assertThat(caller.post(count, body("group:nobody", "", "")).status()).isEqualTo(404);
  }

  @Test
  void a_group_or_a_model_that_is_not_there_is_told() {
    for (var name : List.of("nobody", "crew@nothing", "", "crew@", "@qwen3_8b")) {
      var refused = caller.post(CHAT, body("group:" + name, "", ""));
      assertThat(refused.status()).as(name + refused.text()).isEqualTo(404);
      assertThat(refused.text()).contains("model_not_found");
    }
    var tools = ",\"n\":2";
    assertThat(caller.post(CHAT, body("group:crew", "", tools)).status()).isEqualTo(400);
  }
}
