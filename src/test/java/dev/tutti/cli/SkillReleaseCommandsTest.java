package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of skills from the command line. */
class SkillReleaseCommandsTest {
  @TempDir private Path folder;

  @Test
  void labels_are_moved_and_rolled_back() throws IOException {
    for (var version : new String[] {"1.0.0", "1.1.0"}) {
      var path = Files.createDirectories(folder.resolve("skills/hello/v" + version));
      Files.writeString(path.resolve("skill.yaml"), "llm: {model: sim}\n");
      Files.writeString(path.resolve("prompt.md"), "Hi.");
    }
    var yaml = "skills: {folder: \"%s\"}".formatted(folder.resolve("skills"));
    try (var tutti = TestingTutti.start(folder, yaml)) {
      assertThat(run(tutti, "label", "hello", "canary", "1.1.0").out())
          .contains("hello: canary = 1.1.0");
      assertThat(run(tutti, "rollback", "hello", "--to", "1.0.0").out())
          .contains("hello: production = 1.0.0");
      assertThat(run(tutti, "rollback", "hello", "--json").out())
          .contains("\"production\":\"1.1.0\"");
      assertThat(run(tutti, "show", "hello").out())
          .contains("  canary = 1.1.0", "  production = 1.1.0", "  1.0.0 is withdrawn", " - ");
      assertThat(run(tutti, "label", "hello", "canary", "7").err()).contains("expected: one of");
    }
  }

  @Test
  void a_split_is_not_hidden_behind_what_everybody_gets() throws IOException {
    var skill = folder.resolve("skills/hello");
    for (var version : new String[] {"1.0.0", "1.1.0"}) {
      var path = Files.createDirectories(skill.resolve("v" + version));
      Files.writeString(path.resolve("skill.yaml"), "llm: {model: sim}\n");
      Files.writeString(path.resolve("prompt.md"), "Hi.");
    }
    Files.writeString(skill.resolve("release.yaml"), "split: {arms: {1.0.0: 90, 1.1.0: 10}}\n");
    var yaml = "skills: {folder: \"%s\"}".formatted(folder.resolve("skills"));
    try (var tutti = TestingTutti.start(folder, yaml)) {
      assertThat(run(tutti, "label", "hello", "production", "1.1.0").out())
          .contains("1.0.0 has weight 90", "1.1.0 has weight 10", " once there is no split")
          .doesNotContain("everybody gets");
      assertThat(run(tutti, "show", "hello").out()).contains("  1.0.0 has weight 90");
    }
  }

  @Test
  void a_split_is_given_and_taken_back() throws IOException {
    try (var tutti = TestingTutti.start(folder, skills("1.0.0", "1.1.0"))) {
      assertThat(run(tutti, "split", "hello", "1.0.0=90", "1.1.0=10", "--sticky", "user").out())
          .contains("1.0.0 has weight 90", "1.1.0 has weight 10");
      assertThat(run(tutti, "show", "hello", "--json").out()).contains("\"sticky\":\"user\"");
      assertThat(run(tutti, "split", "hello", "1.0.0:90").err()).contains("VERSION=WEIGHT");
      assertThat(run(tutti, "reset", "hello").out()).contains("everybody gets 1.1.0");
      assertThat(run(tutti, "show", "hello").out()).doesNotContain("has weight");
    }
  }

  @Test
  void a_folder_is_written_as_a_version_and_given_where_that_is_said() throws IOException {
    var draft = Files.createDirectories(folder.resolve("draft"));
    Files.writeString(draft.resolve("skill.yaml"), "llm: {model: sim}\n");
    Files.writeString(draft.resolve("prompt.md"), "Good day.");
    try (var tutti = TestingTutti.start(folder, skills("1.0.0"))) {
      assertThat(run(tutti, "write", "hello", "1.1.0", draft.toString()).out())
          .startsWith("hello: 1.1.0+");
      assertThat(run(tutti, "show", "hello", "--json").out()).contains("\"version\":\"1.0.0\"");
      assertThat(run(tutti, "write", "hello", "1.1.0", draft.toString()).err()).contains("1.1.0");
      assertThat(run(tutti, "write", "fresh", "1.0.0", draft.toString(), "--give").out())
          .startsWith("fresh: 1.0.0+");
    }
  }

  /** Configuration with a skill of some versions. */
  private String skills(String... versions) throws IOException {
    for (var version : versions) {
      var path = Files.createDirectories(folder.resolve("skills/hello/v" + version));
      Files.writeString(path.resolve("skill.yaml"), "llm: {model: sim}\n");
      Files.writeString(path.resolve("prompt.md"), "Hi.");
    }
    return "skills: {folder: \"%s\"}".formatted(folder.resolve("skills"));
  }

  private static TestingCli run(TestingTutti tutti, String... args) {
    var all = new String[args.length + 3];
    all[0] = "skill";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--url";
    all[args.length + 2] = tutti.url();
    return TestingCli.run(all);
  }
}
