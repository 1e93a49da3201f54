package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What chats and posts are told about end users. */
class ChatMemoryTest {
  @RegisterExtension
  static final Rig RIG = Rig.of(Rig.PLAIN + "conversation: {memory: {chats: true}}\n");

  private static final String CHAT = "/v1/chat/completions";

  private static JsonNode post(String path, String body, String... headers) throws IOException {
    try (var client = RIG.tutti().client()) {
      var answer = client.post(path, body, headers).answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return Json.tree(answer.body());
    }
  }

  /** The messages of the next request to the upstream. */
  private static List<String> told() throws InterruptedException {
    return Json.tree(RIG.upstream().turn().heard().body())
        .path("messages")
        .valueStream()
        .map(each -> each.path("role").asString() + " " + each.path("content").asString())
        .toList();
  }

  @BeforeEach
  void remember() throws IOException {
    RIG.upstream().playAlways(Chat.answers("Fine"));
    post("/v1/memories", "{\"user\":\"anna\",\"text\":\"Is allergic to peanuts\"}");
  }

  @Test
  void a_chat_is_told_of_its_user_behind_its_own_instructions() throws Exception {
    var body =
        "{\"model\":\"up/m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\"Peanuts?\"}],\"user\":\"anna\"}";
    post(CHAT, body);
    var told = told();
    assertThat(told).hasSize(3);
    assertThat(told.getFirst()).isEqualTo("system Be brief.");
    assertThat(told.get(1)).startsWith("system What is known").contains("- Is allergic to peanuts");
    post(CHAT, Chat.question("up/m"), "x-tutti-user: anna");
    assertThat(told()).hasSize(2);
  }

  @Test
  void nobody_else_is_told() throws Exception {
    post(CHAT, Chat.question("up/m"), "x-tutti-user: bert");
    assertThat(told()).containsExactly("user Hello");
    post(CHAT, Chat.question("up/m"));
    assertThat(told()).containsExactly("user Hello");
  }

  @Test
  void a_history_that_the_server_keeps_has_it_once_and_does_not_keep_it() throws Exception {
    var headers =
        new String[] {"x-tutti-user: anna", "x-tutti-history: server", "x-tutti-session: chat"};
    post(CHAT, Chat.question("up/m"), headers);
    assertThat(told()).hasSize(2);
    post(CHAT, Chat.question("up/m"), headers);
    assertThat(told()).hasSize(4);
    var kept = RIG.tutti().get("/v1/sessions/chat/messages");
    assertThat(kept).contains("Hello").doesNotContain("allergic");
  }

  @Test
  void a_post_is_told_of_the_sessions_user_within_the_budget() throws Exception {
    post("/v1/sessions", "{\"id\":\"s\",\"user\":\"anna\",\"model\":\"up/m\"}");
    post("/v1/sessions/s/messages", "{\"content\":\"Peanuts?\"}");
    assertThat(told().getFirst()).contains("Is allergic to peanuts");
    post(
        "/v1/sessions",
        "{\"id\":\"tight\",\"user\":\"anna\",\"model\":\"up/m\",\"context\":{\"budget_tokens\":200}}");
    post("/v1/sessions/tight/messages", "{\"content\":\"Peanuts?\"}");
    assertThat(told()).containsExactly("user Peanuts?");
  }

  @Test
  void a_session_may_want_none() throws Exception {
    post(
        "/v1/sessions",
        "{\"id\":\"none\",\"user\":\"anna\",\"model\":\"up/m\",\"context\":{\"memory\":false}}");
    post("/v1/sessions/none/messages", "{\"content\":\"Peanuts?\"}");
    assertThat(told()).containsExactly("user Peanuts?");
  }

  @Test
  void meters_say_how_much_and_how_long_but_not_whose() throws Exception {
    post("/v1/memories/search", "{\"user\":\"anna\",\"query\":\"peanuts\",\"scope\":\"facts\"}");
    var metrics = RIG.tutti().get("/metrics");
    assertThat(metrics)
        .contains("tutti_memory_facts_total{change=\"added\"")
        .contains("tutti_memory_recall_seconds_count{scope=\"facts\"");
    assertThat(metrics.lines().filter(line -> line.startsWith("tutti_memory")))
        .noneMatch(line -> line.contains("anna"));
  }
}
