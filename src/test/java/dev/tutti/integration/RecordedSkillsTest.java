package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is recorded of calls that ask several models on their way, or none. */
class RecordedSkillsTest {
  private static final String PRICE =
      "prices: [{provider: up, model: small, as_of: 2026-01-01, input: 1000, output: 1000}]";

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, PRICE);
    skills.upstream().playAlways(Chat.says("Hello"));
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private JsonNode recorded(ReceivedRequest heard) {
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    var path = "/admin/calls/" + heard.header("x-tutti-request-id");
    Patience.until(() -> skills.admin("GET", path, "").path("error").isMissingNode(), path);
    return skills.admin("GET", path, "");
  }

  @Test
  void a_light_prompt_says_what_it_saves() {
    skills
        .write("ed", "skill.yaml", ServedSkills.PLAIN)
        .write("ed", "prompt.md", "You are a doctor who asks one question at a time, and no more.")
        .write("ed", "followup.md", "Go on.")
        .reload();
    var turn = "{\"user_message\":\"Hi\",\"session_id\":\"s\"}";
    var first = recorded(skills.execute("ed", turn));
    assertThat(first.path("skill").asString()).isEqualTo("ed");
    assertThat(first.path("revision").asString()).matches("\\d+\\.\\d+\\.\\d+\\+[0-9a-f]+");
    assertThat(first.path("saved_tokens").asInt()).isZero();
    var light = recorded(skills.execute("ed", turn));
    int saved = light.path("saved_tokens").asInt();
    assertThat(saved).isPositive();
    assertThat(light.path("saved_cost").decimalValue()).isEqualByComparingTo(saved + "e-3");
    assertThat(light.path("tries").get(0).path("price").asString())
        .isEqualTo("up/small 2026-01-01 (configuration)");
  }

  @Test
  void every_attempt_for_a_skill_is_told_with_its_choice() {
    skills
        .write("num", "skill.yaml", "llm: {model: up/gone, fallback: [up/small]}")
        .write("num", "prompt.md", "A number.")
        .reload();
    skills
        .upstream()
        .play(
            turn ->
                turn.json(404, "{\"error\":{\"message\":\"gone\",\"code\":\"model_not_found\"}}"));
    var call = recorded(skills.execute("num", "{\"user_message\":\"Hi\"}"));
    assertThat(call.path("attempts").asInt()).isEqualTo(2);
    assertThat(call.path("decision")).hasSize(2);
    assertThat(call.path("tries")).hasSize(2);
    assertThat(call.path("tries").get(1).path("number").asInt()).isEqualTo(2);
    assertThat(call.path("decision").get(1).path("chosen").asString()).isEqualTo("up/small");
  }
}
