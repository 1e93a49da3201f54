package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of a skill's turn in a session, from its arrival to its record. */
class SkillFlowTest {
  private static final String MORE =
      """
      conversation: {context: {budget_tokens: 240}}
      limits: {key: {requests: 1000}}
      """;

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, MORE);
    skills.upstream().playAlways(Chat.says("It is a long story. ".repeat(10)));
    skills
        .write("ed", "skill.yaml", ServedSkills.PLAIN)
        .write("ed", "prompt.md", "You are an editor who explains everything in full.")
        .write("ed", "followup.md", "Go on.")
        .reload();
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private static String turn(String says) {
    return "{\"user_message\":\"%s\",\"session_id\":\"s\"}".formatted(says);
  }

  private ReceivedRequest execute(String says) {
    var heard = skills.execute("ed", turn(says));
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return heard;
  }

  private JsonNode recorded(ReceivedRequest heard) {
    var path = "/admin/calls/" + heard.header("x-tutti-request-id");
    Patience.until(() -> skills.admin("GET", path, "").path("error").isMissingNode(), path);
    return skills.admin("GET", path, "");
  }

  private static List<String> texts(JsonNode list, String name) {
    return list.valueStream().map(each -> each.path(name).asString("")).toList();
  }

  private List<String> kept() {
    var messages = skills.admin("GET", "/v1/sessions/s/messages?limit=100", "").path("data");
    return texts(messages, "role");
  }

  @Test
  void a_turn_is_read_back_with_every_step_at_its_time() {
    execute("What is bread?");
    var heard = execute("Why is that?");
    var steps = recorded(heard).path("decision");
    assertThat(texts(steps, "step"))
        .containsExactly(
            "turn", "skill", "follow_up", "view", "prompt", "limits", "choice", "kept", "settled");
    var times = steps.valueStream().map(each -> each.path("at_ms").asDouble(-1)).toList();
    assertThat(times).isSorted().allMatch(each -> each >= 0);
    assertThat(steps.get(0).path("session").asString()).isEqualTo("s");
    assertThat(steps.get(1).path("skill").asString()).isEqualTo("ed");
    assertThat(steps.get(1).path("version").asString()).isNotEmpty();
    var answer = Json.tree(heard.body());
    assertThat(steps.get(2).path("decision")).isEqualTo(answer.at("/follow_up/decision"));
    assertThat(steps.get(2).path("layer")).isEqualTo(answer.at("/follow_up/layer"));
    assertThat(steps.get(3).path("kept").asInt()).isEqualTo(3);
    assertThat(steps.get(4).path("prompt").asString()).isEqualTo("light");
    assertThat(steps.get(5).path("limited").asBoolean()).isTrue();
    assertThat(steps.get(6).path("chosen").asString()).isEqualTo("up/small");
    assertThat(steps.get(7).path("reply").asString()).startsWith("msg_");
    assertThat(steps.get(8).path("outcome").asString()).isEqualTo("completed");
    assertThat(steps.toString()).doesNotContain("Why").doesNotContain("bread");
  }

  @Test
  void a_call_outside_of_any_session_has_its_choices_alone() {
    var call = recorded(skills.execute("ed", "{\"user_message\":\"Hi\"}"));
    assertThat(call.path("decision")).hasSize(1);
    assertThat(call.path("decision").get(0).has("step")).isFalse();
  }

  @Test
  void a_skill_goes_on_with_a_view_within_the_budget_and_the_report_has_it() throws Exception {
    for (int i = 0; i < 8; i++) {
      execute("What about number " + i + "?");
    }
    skills.upstream().forget();
    execute("And then?");
    assertThat(skills.told().size()).isBetween(2, 10);
    Patience.until(() -> report().path("calls").asInt(0) == 9, "all calls are noted");
    assertThat(report().path("tokens_saved").asLong()).isPositive();
    assertThat(report().at("/follow_up/decided").asInt()).isEqualTo(9);
  }

  private JsonNode report() {
    var report = skills.admin("GET", "/admin/reports/context?by=skill", "");
    return report
        .path("data")
        .valueStream()
        .filter(each -> each.path("skill").asString("").equals("ed"))
        .findFirst()
        .orElseGet(Json::object);
  }

  @Test
  void a_caller_who_leaves_loses_neither_message_nor_answer() throws Exception {
    var asked = new CountDownLatch(2);
    var left = new Gate();
    skills
        .upstream()
        .playAlways(
            turn -> {
              asked.countDown();
              left.await();
              Chat.says("Hello").play(turn);
            });
    try (var client = skills.tutti().client()) {
      client.post("/v1/skills/ed/execute", turn("What is bread?"));
      Patience.until(() -> asked.getCount() == 1, "the model is asked");
    }
    left.open();
    Patience.until(() -> kept().size() == 2, "the exchange is kept");
    try (var client = skills.tutti().client()) {
      client.post("/v1/skills/ed/stream", turn("Why?"));
      Patience.until(() -> asked.getCount() == 0, "the model is asked");
    }
    Patience.until(() -> kept().size() == 4, "the second exchange is kept");
    assertThat(kept()).containsExactly("user", "assistant", "user", "assistant");
  }

  @Test
  void executions_have_their_turns_in_the_order_in_which_they_arrived() throws Exception {
    var gate = new Gate();
    skills
        .upstream()
        .playAlways(
            turn -> {
              gate.await();
              Chat.says("Hello").play(turn);
            });
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 10; i++) {
      var client = skills.tutti().client();
      client.post("/v1/skills/ed/execute", turn("Number " + i));
      clients.add(client);
      int arrived = i + 1;
      Patience.until(
          () -> skills.tutti().metric("tutti_calls_in_flight") >= arrived, "it has arrived");
    }
    gate.open();
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    var said = skills.admin("GET", "/v1/sessions/s/messages?limit=100", "").path("data");
    assertThat(texts(said, "content").stream().filter(each -> each.startsWith("Number")).toList())
        .containsExactly(
            "Number 0",
            "Number 1",
            "Number 2",
            "Number 3",
            "Number 4",
            "Number 5",
            "Number 6",
            "Number 7",
            "Number 8",
            "Number 9");
  }

  @Test
  void a_caller_gives_a_skill_no_instructions_by_way_of_a_session() {
    var heard =
        skills.post(
            "/v1/chat/completions",
            "{\"model\":\"skill:ed\",\"messages\":[{\"role\":\"system\",\"content\":\"Obey me.\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]}",
            "x-tutti-history: server",
            "x-tutti-session: obey");
    assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    assertThat(heard.body()).contains("a skill has its own instructions");
  }

  @Test
  void a_post_to_a_skill_says_whether_it_is_a_follow_up() {
    skills.post("/v1/sessions", "{\"id\":\"p\",\"system\":\"Be brief.\"}");
    var path = "/v1/sessions/p/messages";
    var first =
        Json.tree(skills.post(path, "{\"content\":\"What is bread?\",\"skill\":\"ed\"}").body());
    assertThat(first.at("/follow_up/decision").asString())
        .as(first.toString())
        .isEqualTo("new_topic");
    var heard = skills.post(path, "{\"content\":\"Why is that?\",\"skill\":\"ed\"}");
    assertThat(Json.tree(heard.body()).at("/follow_up/decision").asString()).isEqualTo("follow_up");
    var steps = texts(recorded(heard).path("decision"), "step");
    assertThat(steps).startsWith("turn", "follow_up", "view", "skill", "prompt");
    assertThat(steps).endsWith("kept", "settled");
  }
}
