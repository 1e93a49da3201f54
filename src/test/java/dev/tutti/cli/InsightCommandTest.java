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

class InsightCommandTest {
  @TempDir static Path folder;
  private static TestingTutti tutti;
  private static Path sales;

  @BeforeAll
  static void start() throws IOException {
    tutti = TestingTutti.start(folder, "providers: {sim: {preset: sim}}");
    var text = new StringBuilder("月份,销售额（万元）,客户数\n");
    int[] values = {85, 92, 110, 98, 120, 135, 110, 145, 160};
    for (int i = 0; i < values.length; i++) {
      text.append("2024-0%d,%d,%d\n".formatted(i + 1, values[i], values[i] * 7 + i));
    }
    sales = Files.writeString(folder.resolve("sales.csv"), text);
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
  void figures_are_printed_as_tables() {
    var cli = run("insight", sales.toString(), "--no-model");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("# 数据洞察：销售额（万元）", "| 2024-10 | 158.56万元 | 124.09 – 193.02 |")
        .contains("| 方向 ", "| 上升 ", "| 2024Q3 |", "no model");
  }

  @Test
  void charts_are_files_beside_json() throws IOException {
    var chart = folder.resolve("out.svg");
    var cli = run("insight", sales.toString(), "--no-model", "--chart", chart.toString(), "--json");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(Json.tree(cli.out()).at("/result/overall_trend").asString()).isEqualTo("increasing");
    assertThat(Files.readString(chart)).startsWith("<svg ").contains("销售额");
    assertThat(folder.resolve("out-comparison.svg")).exists();
    assertThat(folder.resolve("out-correlation.svg")).exists();
  }

  @Test
  void what_is_wrong_is_said() {
    assertThat(run("insight", sales.toString(), "--horizon", "0", "-p", "horizon=-1").err())
        .contains("parameters.horizon");
  }
}
