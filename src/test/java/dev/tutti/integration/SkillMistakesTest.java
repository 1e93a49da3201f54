package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mistakes of authors: found when the skill loads, where they can be; else told to whom they are.
 */
class SkillMistakesTest {
  private static final String SCHEMA = "input: {schema: in.json}";

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills =
        ServedSkills.in(folder, "")
            .write("some", "skill.yaml", ServedSkills.PLAIN, "prompt.md", "Hi.");
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private String problems(String skill) {
    return skills.reload().admin("GET", "/admin/skills/" + skill, "").path("problems").toString();
  }

  private void prompt(String skill, String prompt) {
    skills.write(skill, "skill.yaml", ServedSkills.PLAIN, "prompt.md", prompt);
  }

  private static String error(ReceivedRequest heard) {
    return Json.tree(heard.body()).at("/error/message").asString(heard.body());
  }

  @ParameterizedTest
  @KnownFault("SKILLS-17")
  @CsvSource(
      delimiter = '@',
      value = {
        "{% include 'self.md' %} @ includes itself without end",
        "{% for i in range(10**8) %}{% endfor %} @ prompt.md:1:4: the template needs more than",
        "{% for i in range(10**8) %}{{ user_message }}{% endfor %} @ (whatever is given)",
        "{{ cmd.__class__ }} @ names that begin with __ are never there",
        "{{ a }} ｛｛ b ｝｝ @ (expected: '{{')"
      })
  void are_found_when_the_skill_loads(String prompt, String problem) {
    skills.write("wrong", "partials/self.md", "x {% include 'self.md' %}");
    prompt("wrong", prompt.strip());
    assertThat(problems("wrong")).contains(problem.strip());
  }

  @Test
  @KnownFault("SKILLS-17")
  void what_a_schema_excludes_is_found_when_the_skill_loads() {
    skills.write(
        "typed",
        "skill.yaml",
        ServedSkills.PLAIN + SCHEMA,
        "in.json",
        "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"array\"}}}",
        "prompt.md",
        "{{ a.length }} {{ b.first }} {{ a.upper() }} {{ a[0] }}");
    assertThat(problems("typed"))
        .contains("prompt.md:1:6: `length` is no property of `a`")
        .contains("prompt.md:1:21: `first` is no property of `b`")
        .doesNotContain("upper", "1:40");
  }

  @Test
  @KnownFault("SECURITY-F24")
  void no_caller_learns_where_the_files_are() throws IOException {
    prompt("open", "{{ n }} {{ n.x }} {% if n == 1 %}{{ nobody }}{% endif %}");
    skills.reload();
    var big = skills.execute("open", "{\"context\":{\"n\":123456789012345678901234567890}}");
    assertThat(big.status()).isEqualTo(400);
    assertThat(error(big))
        .isEqualTo("context: n: an integer of more than 64 bits is not supported");
    var none = skills.execute("open", "{\"context\":{\"n\":{\"x\":1}}}");
    assertThat(none.status()).as("nobody is only asked for when n is 1").isNotEqualTo(400);
    var missing = skills.execute("open", "{}");
    assertThat(error(missing))
        .isEqualTo("skill open 0.0.0: prompt.md:1:4: 'n' is not defined; context has no n, nobody");
    for (var heard : List.of(big, none, missing)) {
      assertThat(heard.body()).doesNotContain(folder.toString());
    }
  }

  @Test
  @KnownFault("SKILLS-17")
  void a_mistake_that_right_inputs_run_into_is_not_the_callers() throws IOException {
    skills.write(
        "lookup",
        "skill.yaml",
        ServedSkills.PLAIN + SCHEMA,
        "in.json",
        "{\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\"}}}",
        "prompt.md",
        "{{ {'x': 'known'}[a] }}");
    skills.reload();
    var heard = skills.execute("lookup", "{\"context\":{\"a\":\"y\"}}");
    assertThat(heard.status()).isEqualTo(500);
    assertThat(error(heard))
        .startsWith("skill lookup 0.0.0: prompt.md:1:18:")
        .endsWith("(a mistake of the skill's)");
  }

  @Test
  @KnownFault("SKILLS-18")
  void a_tool_that_cannot_be_reached_shows_no_address() throws Exception {
    skills.close();
    skills =
        ServedSkills.in(
            folder.resolve("tools"), "  http: {lookup: {url: \"http://127.0.0.1:9/x\"}}");
    skills.write(
        "asks", "skill.yaml", ServedSkills.PLAIN + "tools: [\"http:lookup\"]", "prompt.md", "Hi.");
    skills.reload();
    skills.upstream().play(Chat.calls("lookup", "{}"));
    skills.upstream().play(Chat.says("done"));
    skills.execute("asks", "{\"user_message\":\"Hi\"}");
    var _ = skills.asked();
    var told = skills.told();
    assertThat(told.getLast()).isEqualTo("Error: the tool cannot be reached");
  }

  @ParameterizedTest
  @KnownFault("SECURITY-F24")
  @CsvSource({
    "\\u202e, false",
    "\\u2066, false",
    "\\u2028, false",
    "\\u2029, false",
    "\\u0085, false",
    "\\u200b, false",
    "\\ufeff, false",
    "\\u0007, false",
    "\\ue000, false",
    "\\ud800, false",
    "/, false",
    "笔, true",
    "é, true",
    "\\u200d, true",
    "\\ud83d\\ude00, true"
  })
  void artifacts_have_names_that_can_be_seen(String part, boolean allowed) throws Exception {
    skills.write(
        "saves",
        "skill.yaml",
        ServedSkills.PLAIN + "tools: [\"fn:save_file\"]",
        "prompt.md",
        "Hi.");
    skills.reload();
    var arguments = "{\"name\":\"a%sfdp.exe\",\"content\":\"x\"}".formatted(part);
    skills.upstream().play(Chat.calls("save_file", arguments));
    skills.upstream().play(Chat.says("done"));
    var heard = skills.execute("saves", "{\"user_message\":\"Hi\"}");
    assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    assertThat(Json.tree(heard.body()).path("artifacts")).hasSize(allowed ? 1 : 0);
  }

  @Test
  @KnownFault("SKILLS-18")
  void an_answer_of_a_wrong_form_is_told_by_the_skills_own_schema() throws IOException {
    skills.write(
        "forms",
        "skill.yaml",
        ServedSkills.PLAIN + "output: {schema: out.json}",
        "out.json",
        "{\"type\":\"object\",\"required\":[\"a\"]}",
        "prompt.md",
        "Hi.");
    skills.reload();
    skills.upstream().playAlways(Chat.says("no JSON"));
    var said = error(skills.execute("forms", "{\"user_message\":\"Hi\"}"));
    assertThat(said).contains("output.schema of the skill").doesNotContain("response_format");
  }
}
