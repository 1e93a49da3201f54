package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
  @TempDir static Path folder;
  private static TestingTutti tutti;
  private static Path report;

  @BeforeAll
  static void start() throws IOException {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    report =
        Files.writeString(
            folder.resolve("report.txt"),
            "Report of 2024\n\nRevenue: $12 million\n\nRisks:\n- a storm may come\n");
  }

  @AfterAll
  static void stop() {
    tutti.close();
  }

  private static TestingCli run(String... args) {
    var all = Stream.concat(Arrays.stream(args), Stream.of("--url", tutti.url()));
    return TestingCli.run(all.toArray(String[]::new));
  }

  @Test
  void a_report_is_printed_and_nothing_is_left_on_the_server() {
    var cli = run("analyze", report.toString(), "--no-model");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("# Document analysis", "| Revenue | $12 million", "- a storm may come [^2]")
        .contains("[^1]: report.txt, b2: \"Revenue: $12 million\"")
        .contains("no model");
    try (var nobody = new TestingAdmin(tutti.url(), "")) {
      assertThat(nobody.get("/v1/files").json().path("data").isEmpty()).isTrue();
    }
  }

  @Test
  void json_is_the_answer_of_the_server() {
    var cli = run("analyze", report.toString(), "-m", "sim/small", "--type", "risk", "--json");
    assertThat(cli.code()).as(cli.err()).isZero();
    var answer = Json.tree(cli.out());
    assertThat(answer.at("/result/analysis_type").asString()).isEqualTo("risk");
    assertThat(answer.path("model_used").asString()).isEqualTo("sim/small");
  }

  @Test
  void what_is_wrong_is_said() {
    assertThat(run("analyze", "none.pdf").err()).contains("none.pdf");
    assertThat(run("analyze", report.toString(), "-p", "kind=x").err()).contains("parameters.kind");
  }
}
