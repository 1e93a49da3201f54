package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Script;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers of skills get when models fail, and what is nobody's failure. */
class SkillOutageTest {
  private static final String HI = "{\"user_message\":\"Hi\",\"user_id\":\"ann\"}";
  private static final String SORRY = "Sorry.";
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":\"integer\"}}}";
  private static final Script OUT = refusing(503);

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "limits: {user: {requests: 2}}");
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private static Script refusing(int status) {
    return turn -> turn.json(status, "{\"error\":{\"message\":\"mock failure\"}}");
  }

  private static String code(ReceivedRequest heard) {
    return Json.tree(heard.body()).at("/error/code").asString(heard.body());
  }

  private static String error(ReceivedRequest heard) {
    return Json.tree(heard.body()).at("/error/message").asString(heard.body());
  }

  @Test
  @KnownFault("SKILLS-1")
  void a_limit_of_the_caller_is_told_at_every_door_and_is_no_failure() {
    skills
        .write("kind", "skill.yaml", "llm: {model: up/a, fallback: [up/b]}", "prompt.md", "Kind.")
        .write("kind", "fallback.md", SORRY)
        .write("outer", "skill.yaml", ServedSkills.PLAIN + "tools: [\"skill:kind\"]")
        .write("outer", "prompt.md", "Outer.", "fallback.md", SORRY)
        .reload();
    skills.upstream().playAlways(Chat.says("Hello"));
    for (int i = 0; i < 2; i++) {
      assertThat(skills.execute("kind", HI).status()).isEqualTo(200);
    }
    var chat =
        "{\"model\":\"skill:kind\",\"user\":\"ann\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    var messages = Chat.with(chat.replace("\"user\":\"ann\",", ""), "\"max_tokens\":9");
    for (var heard :
        new ReceivedRequest[] {
          skills.execute("kind", HI),
          skills.execute("outer", HI),
          skills.post("/v1/skills/kind/stream", HI),
          skills.post("/v1/chat/completions", chat),
          skills.post("/v1/messages", messages, "x-tutti-user: ann")
        }) {
      assertThat(heard.status()).as(heard.body()).isEqualTo(429);
      assertThat(heard.header("retry-after")).isNotEmpty();
      assertThat(heard.body()).contains("user \\\"ann\\\"").doesNotContain(SORRY);
    }
    var figures = skills.admin("GET", "/admin/skills/kind", "").at("/figures/0");
    assertThat(figures.path("failed").asInt()).isZero();
    assertThat(figures.path("degraded").asInt()).isZero();
  }

  @Test
  @KnownFault("SKILLS-1")
  void a_caller_who_waits_in_line_for_a_limit_is_told_so() throws IOException {
    skills.close();
    skills = ServedSkills.in(folder, "limits: {user: {requests: 1}, on_limit: wait, wait: 30s}");
    skills
        .write("kind", "skill.yaml", "llm: {model: up/a, timeout: 300ms}", "prompt.md", "Kind.")
        .write("kind", "fallback.md", SORRY)
        .reload();
    skills.upstream().playAlways(Chat.says("Hello"));
    assertThat(skills.execute("kind", HI).status()).isEqualTo(200);
    var second = skills.execute("kind", HI);
    assertThat(second.status()).as(second.body()).isEqualTo(429);
  }

  @Test
  @KnownFault("SKILLS-1")
  void a_limit_of_a_model_is_an_outage() throws IOException {
    skills.close();
    skills =
        ServedSkills.in(
            folder,
            "models: {m: {deployments: [{provider: up, model: a}], limits: {requests: 1}}}");
    skills
        .write("kind", "skill.yaml", "llm: {model: m}", "prompt.md", "K", "fallback.md", SORRY)
        .reload();
    skills.upstream().playAlways(Chat.says("Hello"));
    skills.execute("kind", HI);
    assertThat(skills.said("kind", HI).path("text").asString()).isEqualTo(SORRY);
  }

  @ParameterizedTest
  @CsvSource({
    "'limits: {deadline: 3s}', ''",
    "'', '\"timeout\":3'",
    "'limits: {deadline: 3s}', '\"timeout\":20'"
  })
  @KnownFault("SKILLS-2")
  void the_text_is_said_within_every_deadline(String limits, String timeout) throws Exception {
    skills.upstream().playAlways(Turn::stall);
    Promptness.within(
        DEADLINE,
        number -> {
          var models = "llm: {model: up/a%1$d, fallback: [up/b%1$d]}%n".formatted(number);
          skills
              .write("slow", "skill.yaml", models + limits)
              .write("slow", "prompt.md", "Slow.", "fallback.md", SORRY)
              .reload();
          var body = HI.replace("ann", "ann" + number); // each may ask twice
          return timeToBeSorry("slow", timeout.isEmpty() ? body : Chat.with(body, timeout));
        });
  }

  /** How long it took to say the text; more than anything where the deadline was first. */
  private Duration timeToBeSorry(String skill, String body) {
    var heard = skills.execute(skill, body);
    if (heard.status() == 504) {
      return Patience.LIMIT;
    }
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    var said = Json.tree(heard.body());
    assertThat(said.path("text").asString()).isEqualTo(SORRY);
    return Duration.ofMillis(Math.round(said.path("processing_time").asDouble() * 1_000));
  }

  @Test
  @KnownFault("SKILLS-2")
  void a_tool_that_hangs_leaves_time_for_the_text() throws Exception {
    skills.upstream().playAlways(SkillOutageTest::callAndHang);
    Promptness.within(
        DEADLINE,
        number -> {
          var outer = "llm: {model: up/small%d}%n".formatted(number);
          skills
              .write("inner", "skill.yaml", "llm: {model: up/slow" + number + "}")
              .write("inner", "prompt.md", "Inner.")
              .write(
                  "outer", "skill.yaml", outer + "tools: [\"skill:inner\"]\nlimits: {deadline: 3s}")
              .write("outer", "prompt.md", "Outer.", "fallback.md", SORRY)
              .reload();
          return timeToBeSorry("outer", HI.replace("ann", "ann" + number));
        });
  }

  private static void callAndHang(Turn turn) throws IOException, InterruptedException {
    var body = turn.heard().body();
    if (body.contains("Inner.")) {
      turn.stall();
    } else if (body.contains("tool_call_id")) {
      OUT.play(turn);
    } else {
      Chat.calls("inner", "{\"user_message\":\"x\"}").play(turn);
    }
  }

  @Test
  @KnownFault("SKILLS-2")
  void time_outs_that_do_not_fit_are_told_when_the_skill_loads() {
    skills
        .write(
            "tight", "skill.yaml", "llm: {model: up/a, fallback: [up/b, up/c]}", "prompt.md", "T")
        .write("fits", "skill.yaml", "llm: {model: up/a, fallback: [up/b]}", "prompt.md", "F")
        .reload();
    assertThat(skills.admin("GET", "/admin/skills/tight", "").path("problems").toString())
        .contains("llm.timeout: 3 times 30000 ms do not fit into limits.deadline");
    assertThat(skills.admin("GET", "/admin/skills/fits", "").path("problems").isEmpty()).isTrue();
  }

  @Test
  @KnownFault("SKILLS-6")
  void tokens_of_refused_answers_count() {
    skills
        .write(
            "strict",
            "skill.yaml",
            ServedSkills.PLAIN + "output: {schema: out.json, on_invalid: fallback}")
        .write("strict", "prompt.md", "Strict.", "out.json", SCHEMA, "fallback.md", SORRY)
        .reload();
    skills.upstream().playAlways(Chat.says("no JSON"));
    var said = skills.said("strict", "{\"user_message\":\"Hi\"}");
    assertThat(said.at("/usage/prompt_tokens").asInt()).as(said.toString()).isEqualTo(18);
    assertThat(said.at("/usage/completion_tokens").asInt()).isEqualTo(4);
    var figures = skills.admin("GET", "/admin/skills/strict", "").at("/figures/0");
    assertThat(figures.path("tokens_per_execution").asDouble()).isEqualTo(22);
    var used = skills.admin("GET", "/admin/usage?by=skill", "").at("/data/0");
    assertThat(used.path("group").asString()).isEqualTo("strict");
    assertThat(used.path("input_tokens").asInt()).isEqualTo(18);
  }

  @Test
  @KnownFault("SKILLS-6")
  void tokens_of_refused_answers_end_an_execution_that_may_use_no_more() {
    skills
        .write(
            "strict",
            "skill.yaml",
            """
            llm: {model: up/a, fallback: [up/b]}
            output: {schema: out.json}
            limits: {total_tokens: 20}
            """)
        .write("strict", "prompt.md", "Strict.", "out.json", SCHEMA)
        .reload();
    skills.upstream().playAlways(Chat.says("no JSON"));
    var heard = skills.execute("strict", "{\"user_message\":\"Hi\"}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(422);
    assertThat(skills.upstream().waiting()).as("up/b is not asked").isEqualTo(2);
  }

  @Test
  @KnownFault("SKILLS-7")
  void a_text_that_is_what_the_answer_must_be_is_given_as_such() {
    skills
        .write("typed", "skill.yaml", ServedSkills.PLAIN + "output: {schema: out.json}")
        .write("typed", "prompt.md", "T", "out.json", SCHEMA, "fallback.md", "{\"n\": 0}")
        .write("words", "skill.yaml", ServedSkills.PLAIN + "output: {schema: out.json}")
        .write("words", "prompt.md", "W", "out.json", SCHEMA, "fallback.md", "{\"n\": \"no\"}")
        .reload();
    skills.upstream().playAlways(OUT);
    assertThat(skills.said("typed", "{}").at("/output/n").isInt()).isTrue();
    assertThat(skills.said("words", "{}").path("output").isString()).isTrue();
  }

  @Test
  @KnownFault("SKILLS-8")
  void a_text_that_may_be_unsayable_is_told_when_the_skill_loads() {
    var schema =
        "{\"type\":\"object\",\"required\":[\"b\"],\"properties\":{\"a\":{\"type\":\"object\"},\"b\":{\"type\":\"string\"}}}";
    var yaml = ServedSkills.PLAIN + "input: {schema: in.json}";
    skills
        .write("bad", "skill.yaml", yaml, "prompt.md", "P", "in.json", schema)
        .write("bad", "fallback.md", "Sorry {{ a.b }}")
        .write("good", "skill.yaml", yaml, "prompt.md", "P", "in.json", schema)
        .write("good", "fallback.md", "Sorry {{ b }}{% if a %} {{ a.b }}{% endif %}")
        .reload();
    var rejected = skills.admin("GET", "/admin/skills", "").path("rejected");
    assertThat(rejected.path("bad").toString()).contains("fallback.md:1:");
    assertThat(rejected.has("good")).as(rejected.toString()).isFalse();
  }

  @Test
  @KnownFault("SKILLS-8")
  void a_text_that_cannot_be_said_leaves_the_outage_as_it_is() {
    skills
        .write("loose", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "P")
        .write("loose", "fallback.md", "Sorry {{ a.b }}")
        .reload();
    skills.upstream().playAlways(OUT);
    var heard = skills.execute("loose", "{\"user_message\":\"Hi\"}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(503);
    assertThat(error(heard)).contains("mock failure");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422, 404, 429, 503})
  @KnownFault("SKILLS-10")
  void what_a_model_refuses_of_a_skill_is_not_the_callers_fault(int status) {
    skills
        .write("two", "skill.yaml", "llm: {model: up/a, fallback: [up/b]}", "prompt.md", "P")
        .write("text", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "P", "fallback.md", SORRY)
        .reload();
    skills.upstream().play(refusing(status), Chat.says("I am b."));
    assertThat(skills.said("two", "{}").path("text").asString()).isEqualTo("I am b.");
    skills.upstream().play(refusing(status));
    assertThat(skills.said("text", "{}").path("text").asString()).isEqualTo(SORRY);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  @KnownFault("SKILLS-10")
  void a_model_that_refuses_without_another_one_is_told_in_its_words(int status) {
    skills.write("one", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "P").reload();
    skills.upstream().play(refusing(status));
    var heard = skills.execute("one", "{}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(502);
    assertThat(error(heard)).contains("skill one", "up/small", "mock failure");
    assertThat(Json.tree(heard.body()).at("/error/param").asString("")).isEmpty();
  }

  @Test
  @KnownFault("SKILLS-10")
  void an_alias_of_which_all_have_failed_leaves_the_next_model_of_the_skill() throws IOException {
    skills.close();
    skills =
        ServedSkills.in(
            folder,
            """
            models:
              m: {deployments: [{provider: up, model: a}], fallback: [n]}
              n: {deployments: [{provider: up, model: b}]}
            """);
    skills
        .write("two", "skill.yaml", "llm: {model: m, fallback: [up/c]}", "prompt.md", "P")
        .reload();
    skills.upstream().play(OUT, OUT, Chat.says("I am c."));
    var heard = skills.execute("two", "{}");
    assertThat(Json.tree(heard.body()).path("text").asString()).isEqualTo("I am c.");
  }

  @Test
  @KnownFault("SKILLS-13")
  void limits_of_a_skill_are_told_by_their_names() {
    skills
        .write(
            "dear",
            "skill.yaml",
            ServedSkills.PLAIN + "limits: {total_tokens: 5}",
            "prompt.md",
            "P")
        .write(
            "busy", "skill.yaml", ServedSkills.PLAIN + "tools: [\"skill:dear\"]", "prompt.md", "P")
        .reload();
    skills.upstream().playAlways(Chat.says("Hello"));
    var dear = skills.execute("dear", "{}");
    assertThat(dear.status()).isEqualTo(422);
    assertThat(code(dear)).isEqualTo("limit_exceeded");
    assertThat(error(dear)).contains("at most 5, limits.total_tokens");
    skills.upstream().playAlways(Chat.calls("none", "{}"));
    var busy = skills.execute("busy", "{}");
    assertThat(busy.status()).as(busy.body()).isEqualTo(422);
    assertThat(error(busy)).contains("at most 128, calls of tools");
  }
}
