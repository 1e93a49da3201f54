package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions go on with, and when the full prompt is told again. */
class SkillTurnsTest {
  private static final String WANG = "{\"name\":\"王\",\"age\":3}";
  private static final String FULL = "Full ";
  private static final String LIGHT = "Light ";

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "");
    skills.upstream().playAlways(Chat.says("Hello"));
    skills
        .write("ed", "skill.yaml", ServedSkills.PLAIN + "input: {schema: in.json}")
        .write(
            "ed",
            "in.json",
            """
            {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"},
             "age": {"type": "integer"}, "allergies": {"type": "array"}}}
            """)
        .write("ed", "prompt.md", FULL + "{{ name }} {{ allergies }}")
        .write("ed", "followup.md", LIGHT + "{{ name }}")
        .reload();
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private static String turn(String session, String context, String more) {
    return "{\"user_message\":\"Why is that?\",\"session_id\":\"%s\"%s%s}"
        .formatted(session, context.isEmpty() ? "" : ",\"context\":" + context, more);
  }

  /** The prompt that a turn told. */
  private String prompt(String session, String context, String... more)
      throws InterruptedException {
    skills.upstream().forget();
    var heard = skills.execute("ed", turn(session, context, String.join("", more)));
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    return skills.told().getFirst();
  }

  @Test
  @KnownFault("SKILLS-5")
  void a_context_that_changes_ends_the_light_prompt_for_that_turn() throws Exception {
    assertThat(prompt("s", WANG)).startsWith(FULL);
    assertThat(prompt("s", WANG)).startsWith(LIGHT);
    var allergic = Chat.with(WANG, "\"allergies\":[\"青霉素\"]");
    assertThat(prompt("s", allergic)).startsWith(FULL).contains("青霉素");
    assertThat(prompt("s", allergic)).startsWith(LIGHT);
    assertThat(prompt("s", "{\"name\":\"另一人\",\"age\":80}"))
        .as("nothing is left of the one before")
        .startsWith(FULL + "另一人")
        .doesNotContain("青霉素");
  }

  @Test
  @KnownFault({"SKILLS-5", "SKILLS-W"})
  void a_turn_without_context_has_that_of_the_session_over_a_restart() throws Exception {
    assertThat(prompt("s", WANG)).startsWith(FULL);
    assertThat(prompt("s", "")).isEqualTo(LIGHT + "王");
    skills.restart();
    assertThat(prompt("s", "")).isEqualTo(LIGHT + "王");
    assertThat(prompt("s", "", ",\"follow_up\":true")).isEqualTo(LIGHT + "王");
    var afresh = skills.execute("ed", turn("s", "", ",\"follow_up\":\"no\""));
    assertThat(afresh.status()).as("nothing is remembered for who begins anew").isEqualTo(400);
  }

  @Test
  @KnownFault("SKILLS-5")
  void a_prompt_that_changes_is_told_in_full() throws Exception {
    prompt("s", WANG);
    skills.write("ed", "prompt.md", "New " + FULL + "{{ name }}").reload();
    assertThat(prompt("s", WANG)).startsWith("New " + FULL);
    assertThat(prompt("s", WANG)).startsWith(LIGHT);
  }

  @Test
  @KnownFault("SKILLS-5")
  void a_caller_who_decides_does_not_spare_the_next_turn_the_full_prompt() throws Exception {
    assertThat(prompt("s", WANG, ",\"follow_up\":\"yes\"")).startsWith(LIGHT);
    assertThat(prompt("s", WANG)).as("it was never told").startsWith(FULL);
    assertThat(prompt("s", "{\"name\":\"李\"}", ",\"follow_up\":\"yes\"")).startsWith(LIGHT);
    assertThat(prompt("s", "")).as("not with this context").startsWith(FULL + "李");
  }

  @Test
  @KnownFault("SKILLS-5")
  void without_a_session_a_history_is_no_proof() throws Exception {
    var history =
        ",\"history\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]";
    assertThat(prompt("", WANG, history)).startsWith(FULL);
    skills
        .write("plain", "skill.yaml", ServedSkills.PLAIN, "prompt.md", FULL, "followup.md", LIGHT)
        .reload();
    var said = skills.said("plain", turn("", "", history));
    assertThat(said.at("/follow_up/decision").asString()).isEqualTo("follow_up");
    assertThat(said.at("/follow_up/prompt").asString()).isEqualTo("light");
    assertThat(said.at("/follow_up/confidence").asDouble()).isBetween(0.5, 1.0);
  }

  @Test
  @KnownFault("SKILLS-W")
  void sessions_of_two_end_users_do_not_meet_at_any_door() throws Exception {
    var ann = ",\"user_id\":\"ann\"";
    var bob = ",\"user_id\":\"bob\"";
    prompt("s", WANG, ann);
    assertThat(skills.execute("ed", turn("s", "", bob)).status())
        .as("what Ann's session knows is not Bob's")
        .isEqualTo(400);
    assertThat(prompt("s", "{\"name\":\"Bob\"}", bob)).startsWith(FULL + "Bob");
    assertThat(prompt("s", "", ann)).isEqualTo(LIGHT + "王");
    var why = Chat.question("skill:ed").replace("Hello", "Why?");
    var chat = Chat.with(why, "\"session_id\":\"s\",\"user\":\"%s\"");
    skills.upstream().forget();
    assertThat(skills.post("/v1/chat/completions", chat.formatted("ann")).status()).isEqualTo(200);
    assertThat(skills.told()).contains(LIGHT + "王", "Why is that?", "Hello");
    assertThat(skills.post("/v1/chat/completions", chat.formatted("eve")).status()).isEqualTo(400);
    var header = Chat.with(Chat.question("skill:ed"), "\"session_id\":\"s\"");
    assertThat(skills.post("/v1/chat/completions", header, "x-tutti-user: eve").status())
        .isEqualTo(400);
  }

  @Test
  @KnownFault("SKILLS-14")
  void what_tutti_tells_templates_is_not_the_callers_to_say() throws Exception {
    skills
        .write("who", "skill.yaml", ServedSkills.PLAIN)
        .write("who", "prompt.md", "{{ user }} {{ session }} {{ skill.name }}")
        .reload();
    for (var name :
        new String[] {"user", "now", "session", "skill", "history", "memory", "user_message"}) {
      var heard =
          skills.execute(
              "who", "{\"user_id\":\"ann\",\"context\":{\"%s\":\"root\"}}".formatted(name));
      assertThat(heard.status()).as(name).isEqualTo(400);
      assertThat(Json.tree(heard.body()).at("/error/param").asString())
          .isEqualTo("context." + name);
    }
    skills.execute("who", "{\"user_id\":\"ann\",\"session_id\":\"s\"}");
    assertThat(skills.told().getFirst()).isEqualTo("ann s who");
    skills
        .write("claims", "skill.yaml", ServedSkills.PLAIN + "input: {schema: in.json}")
        .write(
            "claims",
            "prompt.md",
            "P",
            "in.json",
            "{\"type\":\"object\",\"properties\":{\"user\":{}}}")
        .reload();
    assertThat(skills.admin("GET", "/admin/skills", "").at("/rejected/claims").toString())
        .contains("in.json", "`user` is a name of Tutti's own");
  }

  @Test
  @KnownFault("SKILLS-15")
  void a_skill_as_a_tool_says_that_it_needs_context() throws Exception {
    skills
        .write("free", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "Free.")
        .write("outer", "skill.yaml", ServedSkills.PLAIN + "tools: [\"skill:ed\", \"skill:free\"]")
        .write("outer", "prompt.md", "Outer.")
        .reload();
    skills.execute("outer", "{}");
    var tools = skills.asked().path("tools");
    assertThat(tools.at("/0/function/parameters/required").toString())
        .isEqualTo("[\"user_message\",\"context\"]");
    assertThat(tools.at("/1/function/parameters/required").toString())
        .isEqualTo("[\"user_message\"]");
  }
}
