package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Executions of skills are turns of the sessions that every endpoint knows. */
class SkillDialoguesTest {
  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "");
    skills.upstream().playAlways(Chat.says("Hello"));
    skills
        .write("ed", "skill.yaml", ServedSkills.PLAIN)
        .write("ed", "prompt.md", "Full {{ a | default('') }}-{{ b | default('') }}")
        .write("ed", "followup.md", "Light {{ a | default('') }}-{{ b | default('') }}")
        .reload();
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private static String turn(String says, String more) {
    return "{\"user_message\":\"%s\",\"session_id\":\"s\"%s}".formatted(says, more);
  }

  private List<String> kept() {
    var messages = skills.admin("GET", "/v1/sessions/s/messages?limit=100", "").path("data");
    return messages
        .valueStream()
        .map(each -> each.path("role").asString() + " " + each.path("content").asString())
        .toList();
  }

  private JsonNode execute(String body) {
    var answer = skills.execute("ed", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Json.tree(answer.body());
  }

  @Test
  void an_execution_is_an_exchange_of_its_session() throws Exception {
    execute(turn("What is bread?", ""));
    var second = execute(turn("Why is that?", ""));
    assertThat(kept())
        .containsExactly(
            "user What is bread?", "assistant Hello", "user Why is that?", "assistant Hello");
    assertThat(second.at("/follow_up/decision").asString()).isEqualTo("follow_up");
    skills.upstream().forget();
    execute(turn("And then?", ""));
    assertThat(skills.told())
        .containsExactly(
            "Light -", "What is bread?", "Hello", "Why is that?", "Hello", "And then?");
  }

  @Test
  void inputs_that_are_not_given_are_the_sessions() throws Exception {
    execute(turn("What is bread?", ",\"context\":{\"a\":\"1\",\"b\":\"2\"}"));
    skills.upstream().forget();
    execute(turn("Why is that?", ",\"context\":{\"b\":\"3\"}"));
    assertThat(skills.told().getFirst()).isEqualTo("Full 1-3");
    skills.upstream().forget();
    execute(turn("And then?", ""));
    assertThat(skills.told().getFirst()).isEqualTo("Light 1-3");
    skills.upstream().forget();
    execute(turn("And then?", ",\"context\":{\"b\":null}"));
    assertThat(skills.told().getFirst()).isEqualTo("Full 1-");
  }

  @Test
  void another_question_gets_the_full_prompt() throws Exception {
    execute(turn("How do I bake sourdough bread at home?", ""));
    skills.upstream().forget();
    var answer = execute(turn("What is the capital of France and how many people live there?", ""));
    assertThat(answer.at("/follow_up/decision").asString()).isNotEqualTo("follow_up");
    assertThat(answer.at("/follow_up/prompt").asString()).isEqualTo("full");
    assertThat(skills.told().getFirst()).startsWith("Full");
  }

  @Test
  void executions_of_one_session_come_one_after_another() {
    var all =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> execute(turn("Question " + i, ""))))
            .toList();
    all.forEach(CompletableFuture::join);
    var kept = kept();
    assertThat(kept).hasSize(40);
    for (int i = 0; i < kept.size(); i++) {
      assertThat(kept.get(i)).startsWith(i % 2 == 0 ? "user Question" : "assistant Hello");
    }
  }

  @Test
  void what_nothing_came_of_is_taken_back() {
    execute(turn("What is bread?", ""));
    skills.upstream().playAlways(turn -> turn.json(400, "{\"error\":{\"message\":\"no\"}}"));
    assertThat(skills.execute("ed", turn("Why?", "")).status()).isGreaterThanOrEqualTo(400);
    assertThat(kept()).hasSize(2);
  }

  @Test
  void who_begins_anew_is_kept_but_goes_on_with_nothing() throws Exception {
    execute(turn("What is bread?", ""));
    skills.upstream().forget();
    execute(turn("Why?", ",\"follow_up\":\"no\""));
    assertThat(skills.told()).containsExactly("Full -", "Why?");
    assertThat(kept()).hasSize(4);
  }

  @Test
  void a_session_that_is_erased_takes_its_inputs_along() throws Exception {
    execute(turn("What is bread?", ",\"context\":{\"a\":\"1\",\"b\":\"2\"}"));
    assertThat(skills.admin("DELETE", "/v1/sessions/s", "").path("status").asInt()).isEqualTo(204);
    skills.upstream().forget();
    execute(turn("Why is that?", ""));
    assertThat(skills.told()).containsExactly("Full -", "Why is that?");
  }

  @Test
  void who_names_no_user_goes_on_in_the_session_of_that_name() {
    execute(turn("What is bread?", ",\"user_id\":\"ann\""));
    execute(turn("Why is that?", ""));
    execute(turn("What is rice?", ",\"user_id\":\"bob\""));
    assertThat(kept())
        .hasSize(4)
        .contains("user Why is that?")
        .doesNotContain("user What is rice?");
  }

  @Test
  void an_erased_session_takes_the_inputs_of_its_own_user_along() throws Exception {
    execute(turn("What is bread?", ",\"user_id\":\"ann\""));
    execute(turn("What is rice?", ",\"user_id\":\"bob\",\"context\":{\"a\":\"1\"}"));
    assertThat(skills.admin("DELETE", "/v1/sessions/s@bob", "").path("status").asInt())
        .isEqualTo(204);
    skills.upstream().forget();
    execute(turn("Why is that?", ",\"user_id\":\"bob\""));
    assertThat(skills.told()).containsExactly("Full -", "Why is that?");
  }
}
