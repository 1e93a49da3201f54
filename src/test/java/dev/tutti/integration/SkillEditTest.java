package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Versions of skills that are written over HTTP. */
class SkillEditTest {
  private static final String YAML = "llm: {model: up/small}\n";

  @TempDir private Path folder;
  private ServedSkills skills;
  private TestingAdmin admin;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "");
    skills.write("greeter", "v1.0.0/skill.yaml", YAML, "v1.0.0/prompt.md", "Greet.");
    skills.reload();
    admin = new TestingAdmin(skills.tutti().url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    admin.close();
    skills.close();
  }

  private static String body(Map<String, String> files, String more) {
    var json = Json.object();
    var texts = json.putObject("files");
    files.forEach(texts::put);
    return Json.text(json.setAll((ObjectNode) Json.tree(more)));
  }

  private static Map<String, String> saying(String prompt) {
    return Map.of("skill.yaml", YAML, "prompt.md", prompt);
  }

  private TestingAdmin.Response put(String skill, String version, String prompt, String more) {
    return admin.put(
        "/admin/skills/%s/versions/%s".formatted(skill, version), body(saying(prompt), more));
  }

  private String standing() {
    return admin.get("/admin/skills/greeter").json().path("version").asString("");
  }

  @Test
  void a_new_version_is_served_and_callers_keep_theirs_until_a_label_says_otherwise() {
    var written = put("greeter", "1.1.0", "Greet warmly.", "{}");
    assertThat(written.status()).as(written.text()).isEqualTo(200);
    assertThat(written.json().path("standing").asString("")).startsWith("1.0.0+");
    assertThat(standing()).isEqualTo("1.0.0");
    var shown = admin.get("/admin/skills/greeter").json();
    assertThat(shown.path("versions")).hasToString("[\"1.0.0\",\"1.1.0\"]");
    assertThat(skills.path("greeter/v1.1.0/prompt.md")).hasContent("Greet warmly.");
    admin.post("/admin/skills/greeter/label", "{\"label\":\"production\",\"version\":\"1.1.0\"}");
    assertThat(standing()).isEqualTo("1.1.0");
    assertThat(admin.get("/admin/audit").text()).contains("skill.write", "greeter 1.1.0");
  }

  @Test
  void a_version_that_is_not_held_is_given_to_everybody() {
    assertThat(put("greeter", "2.0.0", "Hi.", "{\"hold\":false}").status()).isEqualTo(200);
    assertThat(standing()).isEqualTo("2.0.0");
  }

  @Test
  void a_skill_that_is_new_has_a_folder_of_its_own() {
    var written = put("数学", "v1.0", "Count.", "{}");
    assertThat(written.status()).as(written.text()).isEqualTo(200);
    assertThat(skills.path("数学/v1.0.0/prompt.md")).hasContent("Count.");
    assertThat(admin.get("/admin/skills/数学").json().path("version").asString(""))
        .isEqualTo("1.0.0");
  }

  @Test
  void a_version_that_is_there_is_never_written_over() throws Exception {
    var refused = put("greeter", "1.0.0", "Other.", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(skills.path("greeter/v1.0.0/prompt.md")).hasContent("Greet.");
    skills.write("flat", "skill.yaml", YAML, "prompt.md", "Flat.");
    Files.createDirectories(skills.path("team/inner/v1.0.0"));
    skills.reload();
    assertThat(put("flat", "2.0.0", "Other.", "{}").status()).isEqualTo(409);
    assertThat(put("team", "1.0.0", "Other.", "{}").status()).isEqualTo(409);
  }

  @Test
  void what_would_not_be_served_leaves_nothing_behind() throws Exception {
    assertThat(put("greeter", "1.1.0", "{{ oops", "{}").message()).contains("prompt.md:1");
    var needing =
        Map.of(
            "skill.yaml", YAML + "dependencies: [{name: gone, version: ^1}]\n", "prompt.md", "Hi");
    var refused = admin.put("/admin/skills/greeter/versions/1.1.0", body(needing, "{}"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("needs gone");
    var failing =
        Map.of(
            "skill.yaml",
            YAML,
            "prompt.md",
            "Hi",
            "tests/a.yaml",
            """
            - name: no
              input: {user_message: Hello}
              model: {says: [Hello]}
              expect: {contains: Bye}
            """);
    assertThat(admin.put("/admin/skills/new/versions/1.0.0", body(failing, "{}")).message())
        .contains("case \"no\"");
    try (var left = Files.walk(skills.path("."))) {
      assertThat(left.filter(Files::isRegularFile).toList()).hasSize(2);
    }
    assertThat(Files.exists(skills.path("new"))).isFalse();
  }

  @Test
  void a_draft_is_compiled_tested_and_shown_as_a_model_would_be_told_it() {
    var files =
        Map.of(
            "skill.yaml",
            YAML + "input: {schema: in.json}\n",
            "in.json",
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}",
            "prompt.md",
            "You greet {{ name }}. {{ user_message }}",
            "followup.md",
            "Go on with {{ name }}.",
            "tests/a.yaml",
            """
            - name: greets
              input: {user_message: Hi, context: {name: Ann}}
              model: {says: [Hello]}
              expect: {contains: Hello}
            """);
    var given = "{\"version\":\"1.1.0\",\"user_message\":\"Hi\",\"context\":{\"name\":\"Ann\"}}";
    var check = admin.post("/admin/skills/greeter/check", body(files, given)).json();
    assertThat(check.path("valid").asBoolean(false)).as(check.toString()).isTrue();
    assertThat(check.at("/prompt/0/content").asString("")).isEqualTo("You greet Ann. Hi");
    assertThat(check.at("/follow_up_prompt/0/content").asString("")).isEqualTo("Go on with Ann.");
    assertThat(check.at("/tests/0/status").asString("")).isEqualTo("passed");
    var without = "{\"version\":\"1.1.0\",\"context\":{\"name\":7}}";
    var wrong = admin.post("/admin/skills/greeter/check", body(files, without)).json();
    assertThat(wrong.path("prompt_problem").asString("")).contains("name");
    assertThat(Files.exists(skills.path("greeter/v1.1.0"))).isFalse();
  }

  @Test
  void files_of_a_revision_are_read_where_a_new_version_begins() {
    var revisions = admin.get("/admin/skills/greeter/revisions").json();
    var revision = revisions.at("/data/0/revision").asString("").replace("+", "%2B");
    var shown = admin.get("/admin/skills/greeter/revisions/" + revision).json();
    assertThat(shown.path("files"))
        .isEqualTo(Json.tree(body(saying("Greet."), "{}")).path("files"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.md",
        "/x.md",
        "a//b.md",
        ".hidden",
        "a/../b",
        "a\\b",
        "release.yaml",
        "",
        "a/.b",
        "x\u0000"
      })
  void paths_that_lead_elsewhere_are_refused(String path) {
    var files = Map.of("skill.yaml", YAML, path, "text");
    var refused = admin.put("/admin/skills/greeter/versions/1.1.0", body(files, "{}"));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "1.x", "x", "2024-01-01", "..", "1.0.0+1"})
  void what_is_no_version_is_refused(String version) {
    assertThat(put("greeter", version, "Hi", "{}").status()).isIn(400, 404);
    assertThat(standing()).isEqualTo("1.0.0");
  }
}
