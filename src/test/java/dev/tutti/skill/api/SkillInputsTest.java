package dev.tutti.skill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.skill.OfflineSkills;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What prompts are when callers leave inputs out, and which skills are not served. */
class SkillInputsTest {
  private static final String SCHEMA =
      """
      {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string"}, "tone": {"type": "string", "default": "kind"},
        "allergies": {"type": "array", "items": {"type": "string"}},
        "visit": {"properties": {"reason": {}}, "additionalProperties": false}}}
      """;

  @TempDir private Path folder;

  private OfflineSkills skills(String schema, String prompt, String tests) throws IOException {
    var home = folder.resolve("hello/v1.0.0");
    Files.createDirectories(home.resolve("tests"));
    var settings = "version: 1.0.0\nllm: {model: up/small}\n";
    Files.writeString(
        home.resolve("skill.yaml"),
        schema.isEmpty() ? settings : settings + "input: {schema: in.json}\n");
    Files.writeString(home.resolve("in.json"), schema);
    Files.writeString(home.resolve("prompt.md"), prompt);
    Files.writeString(home.resolve("followup.md"), prompt);
    Files.writeString(home.resolve("tests/core.yaml"), tests);
    return OfflineSkills.load(folder, "sim");
  }

  private static String test(String context, String expected) {
    return """
    - name: asks
      input: {user_message: Hi, context: {%s}}
      model: {says: [%s]}
      expect: {%s}
    """
        .formatted(context, expected.startsWith("error") ? "" : "Hello", expected);
  }

  private void prompts(String schema, String prompt, String context, String expected)
      throws IOException {
    assertThat(skills(schema, prompt, test(context, expected)).test("", null))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.messages()).isEmpty())
        .allMatch(each -> each.status() == CaseResult.Status.PASSED);
  }

  private List<String> problems(String schema, String prompt) throws IOException {
    return skills(schema, prompt, "[]").catalog().rejected().getOrDefault("hello", List.of());
  }

  @Test
  void an_input_that_is_left_out_is_absent() throws IOException {
    var prompt = "I am {{ name }}{% if allergies %}, not {{ allergies|join('+') }}{% endif %}.";
    prompts(SCHEMA, prompt, "name: Ann", "prompt_contains: I am Ann.");
    prompts(
        SCHEMA, prompt, "name: Ann, allergies: [a, b]", "prompt_contains: \"I am Ann, not a+b.\"");
  }

  @Test
  void a_default_of_the_schema_is_the_value() throws IOException {
    prompts(SCHEMA, "Be {{ tone }}.", "name: Ann", "prompt_contains: Be kind.");
    prompts(SCHEMA, "Be {{ tone }}.", "name: Ann, tone: curt", "prompt_contains: Be curt.");
  }

  @Test
  void looking_into_an_absent_input_is_refused() throws IOException {
    prompts(SCHEMA, "{{ visit.reason }}", "name: Ann", "error: invalid_request");
    prompts(
        SCHEMA,
        "{% if visit %}{{ visit.reason }}{% endif %}.",
        "name: Ann, visit: {reason: cough}",
        "prompt_contains: cough.");
  }

  @Test
  void without_a_schema_every_name_must_be_given() throws IOException {
    prompts("", "{% if tone %}a{% endif %}", "name: Ann", "error: invalid_request");
    prompts("", "{{ tone|default('b') }}.", "name: Ann", "prompt_contains: b.");
  }

  @Test
  void a_name_that_the_schema_does_not_have_keeps_the_skill_from_being_served() throws IOException {
    assertThat(
            problems(SCHEMA, "Hi.\n{{ nam }} {{ visit.raeson }}{% for x in allergy %}{% endfor %}"))
        .hasSize(6)
        .anyMatch(
            each ->
                each.endsWith(
                    "hello/v1.0.0/prompt.md:2:4: `nam` is no property of the input's schema."
                        + " Did you mean name?"))
        .anyMatch(
            each ->
                each.endsWith(
                    "hello/v1.0.0/followup.md:2:20: `raeson` is no property of `visit` in the"
                        + " input's schema. Did you mean reason?"));
    assertThat(problems(SCHEMA, "{{ name }}{{ visit.reason }}{{ user_message }}")).isEmpty();
  }
}
