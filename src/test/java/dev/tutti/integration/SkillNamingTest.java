package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which version callers get by the names that they use. */
class SkillNamingTest {
  private static final String RELEASE = "release.yaml";

  @TempDir private Path folder;
  private ServedSkills skills;

  @BeforeEach
  void start() {
    skills = ServedSkills.in(folder, "");
    skills.upstream().playAlways(Chat.says("Hello"));
  }

  @AfterEach
  void stop() throws IOException {
    skills.close();
  }

  private void version(String version) {
    skills.write("ab/v" + version, "skill.yaml", ServedSkills.PLAIN, "prompt.md", version);
  }

  private void release(String yaml) {
    skills.write("ab", RELEASE, yaml).reload();
  }

  /** The version that a name gives, or the status where it gives none. */
  private String given(String name) {
    var heard = skills.execute("ab", "{\"version\":%s}".formatted(Json.text(name)));
    return heard.status() == 200
        ? Json.tree(heard.body()).path("version").asString()
        : Integer.toString(heard.status());
  }

  private String asModel(String range) {
    var heard = skills.post("/v1/chat/completions", Chat.question("skill:ab" + range));
    return heard.status() == 200
        ? heard.header("x-tutti-skill-version")
        : Integer.toString(heard.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollback", "split"})
  @KnownFault("SKILLS-4")
  void what_was_rolled_back_is_given_to_who_names_it_in_full_only(String way) {
    version("1.0.0");
    version("1.1.0");
    release("labels: {production: 1.1.0, canary: 1.1.0}");
    assertThat(given("^1.0")).isEqualTo("1.1.0");
    if (way.equals("split")) {
      skills.admin("POST", "/admin/skills/ab/split", "{\"arms\":{\"1.0.0\":50,\"1.1.0\":50}}");
    }
    skills.admin("POST", "/admin/skills/ab/rollback", "{\"to\":\"1.0.0\"}");
    for (var name : new String[] {"", "^1.0", ">=1.0", "1.x", "*", "latest", "canary", "1"}) {
      assertThat(given(name)).as(name).isEqualTo("1.0.0");
    }
    assertThat(asModel("")).isEqualTo("1.0.0");
    assertThat(asModel("@^1")).isEqualTo("1.0.0");
    assertThat(asModel("@latest")).isEqualTo("1.0.0");
    assertThat(given("1.1.0")).as("in full").isEqualTo("1.1.0");
    assertThat(given("~1.1")).as("nothing else is in the range").isEqualTo("404");
    skills.restart();
    assertThat(given("^1.0")).as("after a restart").isEqualTo("1.0.0");
    skills.admin("POST", "/admin/skills/ab/label", "{\"label\":\"canary\",\"version\":\"1.1.0\"}");
    assertThat(given("^1.0")).as("it may be given again").isEqualTo("1.1.0");
  }

  @Test
  @KnownFault("SKILLS-4")
  void a_skill_that_calls_a_range_does_not_call_what_was_rolled_back() throws Exception {
    version("1.0.0");
    version("1.1.0");
    skills
        .write("outer", "skill.yaml", ServedSkills.PLAIN + "tools: [\"skill:ab@^1\"]")
        .write("outer", "prompt.md", "Outer.")
        .reload();
    skills.admin("POST", "/admin/skills/ab/rollback", "{\"to\":\"1.0.0\"}");
    skills.upstream().forget();
    skills.upstream().play(Chat.calls("ab", "{\"user_message\":\"x\"}"));
    assertThat(skills.execute("outer", "{}").status()).isEqualTo(200);
    skills.asked();
    assertThat(skills.told().getFirst()).isEqualTo("1.0.0");
  }

  @Test
  @KnownFault("SKILLS-3")
  void a_label_that_is_moved_to_nothing_stays_where_it_was() {
    version("1.9.0");
    version("1.10.0");
    version("1.11.0");
    release("labels: {production: 1.9.0, canary: 1.10.0}");
    assertThat(given("")).isEqualTo("1.9.0");
    release("labels: {production: 1.9.9, canary: 1.10.1}");
    assertThat(given("")).isEqualTo("1.9.0");
    assertThat(given("production")).isEqualTo("1.9.0");
    assertThat(given("canary")).isEqualTo("1.10.0");
    var shown = skills.admin("GET", "/admin/skills/ab", "");
    assertThat(shown.at("/release/in_force/labels/production").asString()).isEqualTo("1.9.0");
    assertThat(shown.path("problems").toString())
        .contains("labels.production: 1.9.9 is not there (1.9.0 stays)");
    skills.restart();
    assertThat(given("")).as("after a restart").isEqualTo("1.9.0");
    release("labels: {production: 1.10.0}");
    assertThat(given("")).isEqualTo("1.10.0");
  }

  @Test
  @KnownFault("SKILLS-3")
  void a_version_whose_folder_is_deleted_is_served_while_a_label_names_it() throws IOException {
    version("1.9.0");
    version("1.10.0");
    release("labels: {production: 1.9.0}");
    assertThat(given("")).isEqualTo("1.9.0");
    for (var file : new String[] {"skill.yaml", "prompt.md", ""}) {
      Files.delete(skills.path("ab/v1.9.0").resolve(file));
    }
    skills.reload();
    assertThat(given("")).isEqualTo("1.9.0");
    assertThat(skills.admin("GET", "/admin/skills/ab", "").path("problems").toString())
        .contains("1.9.0 is not in the folder");
    skills.restart();
    assertThat(given("")).as("after a restart").isEqualTo("1.9.0");
  }

  @Test
  @KnownFault("SKILLS-3")
  void latest_that_points_to_nothing_stays_where_it_was() {
    version("1.9.0");
    version("1.10.0");
    skills.write("ab", "latest", "v1.9.0").reload();
    assertThat(given("")).isEqualTo("1.9.0");
    skills.write("ab", "latest", "v1.9.9").reload();
    assertThat(given("")).isEqualTo("1.9.0");
    assertThat(given("latest")).isEqualTo("1.9.0");
    skills.restart();
    assertThat(given("")).as("after a restart").isEqualTo("1.9.0");
  }

  @Test
  @KnownFault("SKILLS-3")
  void an_arm_whose_folder_is_deleted_keeps_its_callers() throws IOException {
    version("1.0.0");
    version("1.1.0");
    release("{labels: {production: 1.1.0}, split: {arms: {1.0.0: 100, 1.1.0: 0}}}");
    assertThat(given("")).isEqualTo("1.0.0");
    for (var file : new String[] {"skill.yaml", "prompt.md", ""}) {
      Files.delete(skills.path("ab/v1.0.0").resolve(file));
    }
    skills.reload();
    assertThat(given("")).isEqualTo("1.0.0");
  }
}
