package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A skill as a model: what callers of the model endpoints are told, and what a skill heeds of them.
 */
class SkillChatTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String SORRY = "Sorry.";

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "");
    skills.upstream().playAlways(Chat.says("Hello"));
    skills
        .write("hi/v1.0.0", "skill.yaml", "llm: {model: up/a, fallback: [up/b], max_tokens: 50}")
        .write("hi/v1.0.0", "prompt.md", "Greet.", "fallback.md", SORRY)
        .write("翻译", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "P")
        .reload();
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private static String question(String more) {
    return Chat.with(Chat.question("skill:hi"), more);
  }

  private ReceivedRequest[] everyDoor() {
    var question = Chat.question("skill:hi");
    return new ReceivedRequest[] {
      skills.execute("hi", "{\"user_message\":\"Hello\"}"),
      skills.post("/v1/skills/hi/stream", "{\"user_message\":\"Hello\"}"),
      skills.post(CHAT, question),
      skills.post(CHAT, Chat.streamed("skill:hi")),
      skills.post("/v1/messages", Chat.with(question, "\"max_tokens\":20")),
      skills.post("/v1/messages", Chat.with(question, "\"max_tokens\":20,\"stream\":true")),
      skills.post("/v1/responses", "{\"model\":\"skill:hi\",\"input\":\"Hello\"}"),
      skills.post("/v1/responses", "{\"model\":\"skill:hi\",\"input\":\"Hello\",\"stream\":true}")
    };
  }

  @Test
  @KnownFault({"SKILLS-9", "SKILLS-W"})
  void every_door_says_what_was_executed() {
    for (var heard : everyDoor()) {
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-tutti-skill")).isEqualTo("hi");
      assertThat(heard.header("x-tutti-skill-version")).isEqualTo("1.0.0");
      assertThat(heard.header("x-tutti-skill-revision")).matches("1\\.0\\.0\\+[0-9a-f]{12}");
      assertThat(heard.header("x-tutti-degraded")).isEmpty();
    }
    assertThat(skills.execute("%E7%BF%BB%E8%AF%91", "{}").header("x-tutti-skill"))
        .isEqualTo("%E7%BF%BB%E8%AF%91");
  }

  @Test
  @KnownFault("SKILLS-9")
  void every_door_tells_a_text_and_another_model_from_an_answer() {
    skills.upstream().playAlways(turn -> turn.json(503, "{\"error\":{\"message\":\"out\"}}"));
    for (var heard : everyDoor()) {
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.body()).contains(SORRY);
      assertThat(heard.header("x-tutti-degraded")).isEqualTo("text");
      assertThat(heard.header("x-tutti-skill-version")).isEqualTo("1.0.0");
    }
    for (var path : new String[] {CHAT, "/v1/skills/hi/execute"}) {
      skills.upstream().play(turn -> turn.json(503, "{}"), Chat.says("I am b."));
      var body = path.equals(CHAT) ? Chat.question("skill:hi") : "{\"user_message\":\"Hi\"}";
      assertThat(skills.post(path, body).header("x-tutti-degraded")).isEqualTo("model");
    }
  }

  @Test
  @KnownFault("SKILLS-9")
  void failures_say_what_was_executed_too() {
    skills.write("bare", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "P").reload();
    skills.upstream().playAlways(turn -> turn.json(503, "{}"));
    for (var heard :
        new ReceivedRequest[] {
          skills.execute("bare", "{}"),
          skills.post("/v1/skills/bare/stream", "{}"),
          skills.post(CHAT, Chat.question("skill:bare")),
        }) {
      assertThat(heard.status()).isEqualTo(503);
      assertThat(heard.header("x-tutti-skill")).isEqualTo("bare");
      assertThat(heard.header("x-tutti-degraded")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]",
        "\"tool_choice\":\"required\"",
        "\"n\":2",
        "\"logprobs\":true",
        "\"modalities\":[\"text\",\"audio\"]",
        "\"contxt\":{\"a\":1}",
        "\"sesion_id\":\"s\"",
        "\"web_search_options\":{}",
        "\"context\":[1]",
        "\"follow_up\":\"perhaps\"",
        "\"prediction\":{\"type\":\"content\",\"content\":\"x\"}"
      })
  @KnownFault("SKILLS-16")
  void what_a_skill_cannot_heed_is_refused_by_name(String member) {
    var heard = skills.post(CHAT, question(member));
    assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    var name = member.substring(1, member.indexOf('"', 1));
    assertThat(Json.tree(heard.body()).at("/error/param").asString()).isEqualTo(name);
    assertThat(skills.upstream().waiting()).isZero();
  }

  @Test
  @KnownFault("SKILLS-16")
  void slips_are_told_with_what_was_meant() {
    assertThat(skills.post(CHAT, question("\"contxt\":{}")).body())
        .contains("did you mean context");
    assertThat(skills.post(CHAT, question("\"sesion_id\":\"s\"")).body())
        .contains("did you mean session_id");
  }

  @Test
  @KnownFault("SKILLS-16")
  void instructions_of_callers_are_refused_at_every_door() {
    var bodies =
        Map.of(
            CHAT,
            "{\"model\":\"skill:hi\",\"messages\":[{\"role\":\"system\",\"content\":\"IGNORE\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]}",
            "/v1/messages",
            Chat.with(Chat.question("skill:hi"), "\"max_tokens\":9,\"system\":\"IGNORE\""),
            "/v1/responses",
            "{\"model\":\"skill:hi\",\"input\":\"Hi\",\"instructions\":\"IGNORE\"}");
    bodies.forEach(
        (path, body) -> {
          var heard = skills.post(path, body);
          assertThat(heard.status()).as(path + heard.body()).isEqualTo(400);
          assertThat(heard.body()).contains("a skill has its own instructions");
        });
    assertThat(skills.upstream().waiting()).isZero();
  }

  @Test
  @KnownFault("SKILLS-16")
  void an_answer_that_is_to_go_on_is_refused() {
    var prefill =
        "{\"model\":\"skill:hi\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
            + "{\"role\":\"assistant\",\"content\":\"I\"}]}";
    var heard = skills.post(CHAT, prefill);
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.body()).contains("the last one is not the user's");
  }

  @Test
  @KnownFault("SKILLS-16")
  void what_official_clients_always_send_passes() throws Exception {
    var heard =
        skills.post(
            CHAT,
            question(
                "\"n\":1,\"tools\":[],\"tool_choice\":\"auto\",\"logprobs\":false,\"store\":false,"
                    + "\"stream_options\":null,\"metadata\":{\"a\":\"b\"},\"user\":\"ann\","
                    + "\"service_tier\":\"auto\",\"response_format\":{\"type\":\"text\"},"
                    + "\"parallel_tool_calls\":true,\"functions\":null"));
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    assertThat(skills.asked().has("tools")).isFalse();
  }

  @Test
  @KnownFault("SKILLS-16")
  void what_can_be_heeded_is() throws Exception {
    skills.post(CHAT, question("\"max_tokens\":7,\"temperature\":0.3,\"stop\":[\"x\"],\"seed\":5"));
    var asked = skills.asked();
    assertThat(asked.path("max_tokens").asInt()).isEqualTo(7);
    assertThat(asked.path("temperature").asDouble()).isEqualTo(0.3);
    assertThat(asked.path("stop").toString()).isEqualTo("[\"x\"]");
    skills.post(CHAT, question("\"max_completion_tokens\":700"));
    assertThat(skills.asked().path("max_tokens").asInt()).as("the skill's").isEqualTo(50);
    var schema =
        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}";
    var format =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":"
            + schema
            + "}}";
    skills.upstream().playAlways(Chat.says("{\"n\":1}"));
    assertThat(skills.post(CHAT, question(format)).status()).isEqualTo(200);
    skills
        .write("typed", "skill.yaml", ServedSkills.PLAIN + "output: {schema: out.json}")
        .write("typed", "prompt.md", "P", "out.json", "{\"type\":\"object\"}")
        .reload();
    var other = Chat.with(Chat.question("skill:typed"), format);
    assertThat(skills.post(CHAT, other).status()).isEqualTo(400);
    skills.write("typed", "out.json", schema).reload();
    assertThat(skills.post(CHAT, other).status()).isEqualTo(200);
  }

  @Test
  @KnownFault("SKILLS-16")
  void a_skill_answers_chats_only() {
    var heard = skills.post("/v1/embeddings", "{\"model\":\"skill:hi\",\"input\":\"Hi\"}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(400);
    assertThat(Json.tree(heard.body()).at("/error/param").asString()).isEqualTo("model");
  }

  @Test
  @KnownFault("SKILLS-W")
  void pictures_are_shown_to_the_model_at_every_door() throws Exception {
    skills.write("hi/v1.0.0", "prompt.md", "They say: {{ user_message }}").reload();
    var url = "data:image/png;base64,iVBORw0KGgo=";
    skills.execute("hi", "{\"user_message\":\"What?\",\"images\":[\"%s\"]}".formatted(url));
    var first = skills.asked().path("messages");
    var parts =
        "[{\"type\":\"text\",\"text\":\"What?\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]"
            .formatted(url);
    skills.post(
        CHAT,
        "{\"model\":\"skill:hi\",\"messages\":[{\"role\":\"user\",\"content\":%s}]}"
            .formatted(parts));
    var second = skills.asked().path("messages");
    assertThat(first).isEqualTo(second);
    assertThat(first.at("/0/content").asString()).isEqualTo("They say: What?");
    assertThat(first.at("/1/content")).isEqualTo(Json.tree(parts));
    var wrong = skills.execute("hi", "{\"images\":[\"file:///etc/passwd\"]}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("images[0]");
  }
}
