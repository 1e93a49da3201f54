package dev.tutti.application.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.format.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class InsightComputationTest {

  private static ObjectNode of(String content) {
    return InsightComputation.of(content, Json.object());
  }

  private static ObjectNode file(String name, String content) {
    try (var documents = new DocumentReader(1, Duration.ofSeconds(10))) {
      var document = documents.read(name, content.getBytes(StandardCharsets.UTF_8));
      return InsightComputation.of(name, document, Json.object());
    }
  }

  private static String csv(long seed, int months) {
    var random = new SplittableRandom(seed);
    var text = new StringBuilder("month,sales,costs\n");
    for (int i = 0; i < months; i++) {
      text.append(2000 + i / 12).append('-').append(i % 12 < 9 ? "0" : "").append(i % 12 + 1);
      text.append(',').append(500 + 3 * i + random.nextInt(60));
      text.append(',').append(200 + random.nextInt(40)).append('\n');
    }
    return text.toString();
  }

  private static List<Double> values(ObjectNode json, int series) {
    return json.at("/series/" + series + "/values")
        .valueStream()
        .map(each -> each.asDouble(-1))
        .toList();
  }

  @Test
  void numbers_of_prose_belong_to_the_period_before_them() {
    var json = of("2024年销售：一月73万元，二月64万元，三月70万元。员工人数为45人，满意度85%。");
    assertThat(values(json, 0)).containsExactly(73.0, 64.0, 70.0);
    assertThat(json.path("series").size()).isEqualTo(1);
    assertThat(json.at("/series/0/unit").asString()).isEqualTo("万元");
    assertThat(json.at("/series/0/periods/2").asString()).isEqualTo("2024-03");
  }

  @Test
  void english_numbers_may_stand_before_their_period() {
    var json =
        of("Revenue was $85k in January 2024, $92k in February 2024 and $110k in March 2024.");
    assertThat(values(json, 0)).containsExactly(85.0, 92.0, 110.0);
    assertThat(json.at("/series/0/periods/0").asString()).isEqualTo("2024-01");
  }

  @Test
  void a_list_is_spread_over_the_range_before_it() {
    var json = of("2023年一至四季度收入分别为305万、345万、315万和243万元。");
    assertThat(values(json, 0)).containsExactly(305.0, 345.0, 315.0, 243.0);
    assertThat(json.at("/series/0/periods/3").asString()).isEqualTo("2023Q4");
  }

  @Test
  void a_missing_month_is_named_and_never_zero() {
    var json = file("a.csv", "month,value\n2024-01,10\n2024-02,n/a\n2024-04,40\n2024-04,41\n");
    assertThat(json.at("/series/0/descriptive/n").asInt()).isEqualTo(2);
    assertThat(json.at("/series/0/values/1").isNull()).isTrue();
    assertThat(json.path("warnings").toString())
        .contains("missing:2024-02", "gap:2024-03", "duplicate:2024-04");
    assertThat(json.at("/series/0/ols").isNull()).isTrue();
  }

  @Test
  void totals_are_not_counted_again() {
    var json =
        file(
            "a.md",
            """
            单位：万元

            | 产品 | Q1 | Q2 | 合计 |
            |---|--:|--:|--:|
            | 甲 | 1 | 2 | 3 |
            | 乙 | 5 | 4 | 9 |
            | 合计 | 6 | 6 | 12 |
            """);
    assertThat(json.path("grand").asDouble()).isEqualTo(12);
    assertThat(json.path("series").size()).isEqualTo(2);
    assertThat(json.path("total_rows").size()).isEqualTo(1);
    assertThat(json.at("/shares/乙").asDouble()).isEqualTo(0.75);
  }

  @Test
  void growth_from_a_loss_has_no_meaning() {
    var json = file("a.csv", "年份,净利润\n2021,-20\n2022,-5\n2023,10\n2024,30\n");
    var growth = json.at("/series/0/growth");
    assertThat(growth.path("total").isNull()).isTrue();
    assertThat(growth.path("last_period").asDouble()).isEqualTo(2);
    assertThat(growth.path("not_meaningful").toString())
        .isEqualTo("[\"total\",\"cmgr\",\"mean_period\"]");
  }

  @Test
  void no_season_is_claimed_of_less_than_two_cycles() {
    assertThat(file("a.csv", csv(1, 23)).at("/series/0/seasonality/answer").asString())
        .isEqualTo("insufficient_data");
    assertThat(file("a.csv", csv(1, 24)).at("/series/0/seasonality/answer").asString())
        .isIn("yes", "no");
  }

  @Test
  void fresh_noise_has_hardly_ever_a_season_or_a_trend() {
    int seasons = 0;
    int trends = 0;
    for (int seed = 0; seed < 100; seed++) {
      var random = new SplittableRandom(seed);
      List<Integer> values = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        values.add(1000 + random.nextInt(200));
      }
      var body = Json.object();
      var series = body.putObject("series");
      values.forEach(series.withArray("values")::add);
      for (int i = 0; i < 48; i++) {
        series.withArray("periods").add("%d-%02d".formatted(2020 + i / 12, i % 12 + 1));
      }
      body.putObject("parameters").put("horizon", 1);
      var json =
          InsightComputation.of(
              body,
              _ -> {
                throw new IllegalStateException();
              });
      seasons += json.at("/series/0/seasonality/answer").asString().equals("yes") ? 1 : 0;
      trends += json.at("/series/0/mann_kendall/trend").asString().equals("no trend") ? 0 : 1;
    }
    assertThat(seasons).as("seasons of 100").isLessThanOrEqualTo(5);
    assertThat(trends).as("trends of 100").isLessThanOrEqualTo(11);
  }

  @Test
  void the_same_data_give_the_same_bytes_on_any_number_of_threads() throws Exception {
    Callable<byte[]> work =
        () -> {
          var body = Json.object().put("content", csv(7, 60));
          body.putObject("parameters").put("horizon", 12).put("seed", 5).put("charts", true);
          return Json.bytes(
              InsightComputation.of(
                  body,
                  _ -> {
                    throw new IllegalStateException();
                  }));
        };
    byte[] alone = work.call();
    for (int threads : new int[] {1, 2, 8}) {
      try (var pool = Executors.newFixedThreadPool(threads)) {
        for (var each : pool.invokeAll(List.of(work, work, work, work))) {
          assertThat(each.get()).isEqualTo(alone);
        }
      }
    }
  }

  @Test
  void another_seed_gives_other_intervals_of_fitted_methods_only() {
    var one = InsightComputation.of(csv(7, 60), Json.object().put("seed", 1));
    var two = InsightComputation.of(csv(7, 60), Json.object().put("seed", 2));
    var methods = "/series/0/forecast/methods/";
    assertThat(one.at(methods + "ols")).isEqualTo(two.at(methods + "ols"));
    assertThat(one.at(methods + "theta/point")).isEqualTo(two.at(methods + "theta/point"));
    assertThat(one.at(methods + "theta/pi95")).isNotEqualTo(two.at(methods + "theta/pi95"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "1",
        "1月",
        "1月,2月",
        "|-|-|\n|-|-|",
        "month,value",
        "月份,销售\n1月,\n2月,\n3月,",
        "x,y\n1,1\n1,1\n1,1\n1,1\n1,1",
        "0月85万，13月92万",
        "2024-02-30,5\n2024-02-31,6\n2024-02-29,7"
      })
  void odd_texts_are_refused_or_computed_and_never_break(String text) {
    try {
      assertThat(Json.text(of(text))).doesNotContain("NaN", "Infinity");
    } catch (Fault refused) {
      assertThat(refused.getMessage()).contains("expected");
    }
  }

  @Test
  void random_tables_never_break() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      String[] cells = {
        "1月", "Q2", "2024", "-", "1e9", "(5)", "3%", "合计", "销售（万元）", "", "0", "-7", "2024-13", "单位",
        "9,9"
      };
      var text = new StringBuilder();
      int width = 1 + random.nextInt(5);
      for (int row = 0; row < random.nextInt(12); row++) {
        for (int column = 0; column < width; column++) {
          text.append(column == 0 ? "" : ",").append(cells[random.nextInt(cells.length)]);
        }
        text.append('\n');
      }
      try {
        assertThat(Json.text(of(text.toString()))).as("seed " + seed).doesNotContain("NaN");
      } catch (Fault refused) {
        assertThat(refused.getMessage()).as("seed " + seed).contains("expected");
      }
    }
  }

  @Test
  void a_parameter_that_is_not_known_is_named() {
    assertThatThrownBy(() -> InsightComputation.of("1月85万，2月92万", Json.object().put("horison", 3)))
        .hasMessageContaining("parameters.horison");
  }

  @Test
  void units_that_differ_are_brought_to_the_base_unit() {
    var json = file("a.csv", "月份,金额,单位\n2024-01,7.1,万元\n2024-02,28000,元\n2024-03,4.5,万元\n");
    assertThat(values(json, 0)).containsExactly(71_000.0, 28_000.0, 45_000.0);
    assertThat(json.path("warnings").toString()).contains("mixed_units");
  }

  @Test
  void three_series_or_names_make_heat_maps() {
    var text =
        "地区,2024年1月,2024年2月,2024年3月\n华东,10,12,14\n华南,20,18,25\n华北,5,<6>,8\n".replace("<6>", "6");
    var json = InsightComputation.of(text, Json.object().put("charts", true));
    var ids = json.path("charts").valueStream().map(each -> each.path("id").asString()).toList();
    assertThat(ids).contains("correlations", "heat_map");
    var map = json.path("charts").get(ids.indexOf("heat_map"));
    assertThat(map.path("svg").asString()).startsWith("<svg ").contains("华东", "fill-opacity");
    assertThat(map.at("/spec/values").toString()).isEqualTo("[[10,12,14],[20,18,25],[5,6,8]]");
  }

  @Test
  void a_ratio_that_is_asked_for_must_be_a_name() {
    var parameters = Json.object();
    parameters.putArray("ratios").add("costs");
    assertThatThrownBy(() -> InsightComputation.of(csv(1, 12), parameters))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("parameters.ratios");
  }
}
