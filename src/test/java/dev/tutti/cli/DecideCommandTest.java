package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
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

class DecideCommandTest {
  @TempDir static Path folder;
  private static TestingTutti tutti;
  private static Path text;

  @BeforeAll
  static void start() throws IOException {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    text =
        Files.writeString(
            folder.resolve("options.txt"),
            "预算为100万元。方案一投入150万元，每年净流入70万元，共三年。方案二投入50万元，每年净流入10万元，共三年。");
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
  void options_of_a_text_are_compared_in_a_table() {
    var cli = run("decide", text.toString(), "--no-model");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("recommended  方案一", "方案二", "24.08", "-25.13", "方案一: over the budget (stated ")
        .contains("净现值最高：24.08", "no model");
  }

  @Test
  void options_in_json_need_no_file() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("options.json"),
            "{\"options\":[{\"name\":\"A\",\"cash_flows\":[-100,70,60]},{\"name\":\"B\",\"cash_flows\":[-300,205,175]}]}");
    var cli = run("decide", "--options", file.toString(), "--no-model", "--json");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(Json.tree(cli.out()).at("/result/option_analysis/A/npv").asDouble())
        .isBetween(13.22, 13.23);
  }

  @Test
  void what_is_wrong_is_said() {
    assertThat(run("decide").err()).contains("FILE");
    assertThat(run("decide", text.toString(), "--confidence", "7").err())
        .contains("parameters.recommendation_confidence");
  }
}
