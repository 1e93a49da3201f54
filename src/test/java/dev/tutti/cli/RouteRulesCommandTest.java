package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of the router, and the configuration as a file, from the command line. */
class RouteRulesCommandTest {
  private static final String FILE =
      """
      routing_rules:
        code: {priority: 50, category: code, keywords: [python], model: sim}
      """;

  @TempDir private Path folder;

  @Test
  void rules_are_listed_given_and_taken_away() {
    try (var tutti = TestingTutti.start(folder, FILE);
        var admin = new TestingAdmin(tutti.url(), "")) {
      assertThat(run(tutti, "route", "set", "night", "hours=22:00-06:00", "model=sim").out())
          .contains("night is in force, from change 1");
      assertThat(run(tutti, "route", "rules").out())
          .containsPattern("50 code +on +sim")
          .containsPattern("night +on +sim +change 1");
      assertThat(admin.get("/admin/routing/rules/night").json().path("hours").get(0).asString())
          .isEqualTo("22:00-06:00");
      assertThat(run(tutti, "route", "remove", "night").out()).contains("night is removed");
      assertThat(run(tutti, "route", "remove", "code").out()).contains("code is removed");
      assertThat(run(tutti, "route", "rules").out()).doesNotContain("night");
      assertThat(run(tutti, "route", "reset", "code").out()).contains("is in force, from text:");
    }
  }

  @Test
  void what_is_in_force_is_printed_as_a_file() {
    try (var tutti = TestingTutti.start(folder, FILE)) {
      run(tutti, "models", "set", "fast", "--deployment", "sim/sim");
      assertThat(run(tutti, "config", "file").out())
          .contains("routing_rules:\n  code:\n    priority: 50\n", "models:\n  fast:\n");
      assertThat(Json.tree(run(tutti, "config", "file", "--json").out()).asString())
          .startsWith("# Revision 1;");
    }
  }

  private static TestingCli run(TestingTutti tutti, String... args) {
    var all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--url";
    all[args.length + 1] = tutti.url();
    return TestingCli.run(all);
  }
}
