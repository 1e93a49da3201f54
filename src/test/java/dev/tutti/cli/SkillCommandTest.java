package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Skills from the command line. */
class SkillCommandTest {
  @TempDir private Path folder;

  private TestingCli skill(String... args) {
    var all = new String[args.length + 3];
    all[0] = "skill";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--folder";
    all[args.length + 2] = folder.toString();
    return TestingCli.run(all);
  }

  @Test
  void a_new_skill_passes_its_tests() {
    var made = skill("new", "greeter");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("skill test greeter");
    var tested = skill("test", "greeter");
    assertThat(tested.code()).as(tested.out()).isZero();
    assertThat(tested.out())
        .contains("greeter 1.0.0", "passed  greets by name", "2 passed, 0 failed, 0 skipped");
    assertThat(skill("new", "greeter").err()).contains("is there already");
    assertThat(skill("new", "a/b").code()).isEqualTo(2);
    assertThat(skill("test", "greter").err()).contains("did you mean greeter?");
  }

  @Test
  void a_failing_test_ends_with_one_and_says_where() throws IOException {
    skill("new", "greeter");
    Files.writeString(folder.resolve("greeter/v1.0.0/prompt.md"), "You insult {{ name }}.");
    var tested = skill("test");
    assertThat(tested.code()).isEqualTo(1);
    assertThat(tested.out())
        .contains(
            "failed  greets by name",
            "tests/first.yaml:1: prompt_contains: \"You greet Ann\" is in no prompt",
            "1 passed, 1 failed");
    var json = Json.tree(skill("test", "--json").out());
    assertThat(json.path("failed").asInt()).isEqualTo(1);
    assertThat(json.at("/cases/0/place").asString()).isEqualTo("tests/first.yaml:1");
    assertThat(json.at("/cases/0/flaws")).hasSize(1);
    Files.writeString(folder.resolve("greeter/v1.0.0/skill.yaml"), "llm: {modle: x}\n");
    assertThat(skill("test").out()).contains("failed  loads", "unknown key");
  }

  @Test
  void two_versions_are_compared() throws IOException {
    skill("new", "greeter");
    var other = Files.createDirectories(folder.resolve("greeter/v1.1.0"));
    Files.writeString(other.resolve("prompt.md"), "You greet {{ name }} warmly.\n");
    assertThat(skill("diff", "greeter", "1.0.0", "v1.1.0").out())
        .contains("--- 1.0.0/prompt.md\n+++ v1.1.0/prompt.md\n")
        .contains("-You greet {{ name }} in one", "+You greet {{ name }} warmly.")
        .contains("--- 1.0.0/skill.yaml\n+++ /dev/null\n");
    assertThat(skill("diff", "greeter", "1.0.0", "1.0.0").out()).isEmpty();
    var missing = skill("diff", "greeter", "1.0.0", "3.0.0");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("no version is 3.0.0 (expected: one of [1.0.0, 1.1.0])");
    assertThat(skill("diff", "nobody", "1.0.0", "3.0.0").err())
        .contains("no skill is called nobody");
  }

  @Test
  void a_running_server_lists_shows_and_runs_them(@TempDir Path data) throws IOException {
    skill("new", "greeter");
    Files.writeString(
        folder.resolve("greeter/v1.0.0/tests/live.yaml"),
        "- {name: live, input: {user_message: Hi, context: {name: Bo}}, expect: {matches: .+}}\n");
    var yaml = "skills: {folder: \"%s\"}\n".formatted(folder);
    try (var tutti = TestingTutti.start(data, yaml)) {
      var at = new String[] {"--url", tutti.url()};
      assertThat(run(at, "skill", "list").out()).contains("greeter", "1.0.0", "Greets people");
      assertThat(run(at, "skill").out()).contains("greeter");
      assertThat(run(at, "skill", "show", "greeter").out()).contains("REVISION", "1.0.0+");
      var input = folder.resolve("input.json");
      Files.writeString(input, "{\"name\": \"Ann\"}");
      var said = run(at, "run", "greeter", "--input", "@" + input, "--message", "Hello");
      assertThat(said.code()).as(said.err()).isZero();
      assertThat(said.out()).isNotBlank();
      var args = new String[] {"skill", "run", "greeter", "-i", "{\"name\":\"Ann\"}", "--stream"};
      assertThat(run(at, args).out()).isNotBlank();
      var json = run(at, "run", "greeter", "-i", "{\"name\":\"Ann\"}", "--version", "^1", "--json");
      assertThat(Json.tree(json.out()).path("version").asString()).isEqualTo("1.0.0");
      assertThat(run(at, "run", "greeter").err()).contains("name");
      assertThat(run(at, "run", "greeter", "-i", "@none").code()).isEqualTo(2);
      var live = run(at, "skill", "test", "--live", "--folder", folder.toString());
      assertThat(live.out()).contains("passed  live", "3 passed, 0 failed, 0 skipped");
      assertThat(skill("test").out()).contains("2 passed, 0 failed, 1 skipped");
    }
  }

  private static TestingCli run(String[] at, String... args) {
    var all = new String[args.length + at.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(at, 0, all, args.length, at.length);
    return TestingCli.run(all);
  }
}
