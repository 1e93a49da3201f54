package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DataInsightTest {
  private static final String PATH = "/v1/apps/data_insight";
  private static final String COMPUTE = "/v1/insight/compute";
  private static final Offset<Double> CLOSE = within(1e-9);

  @TempDir private static Path folder;
  private static ApplicationServer server;
  private static TestingAdmin nobody;

  @BeforeAll
  static void start() throws IOException {
    server = ApplicationServer.start(folder, InsightSample.model());
    nobody = server.caller();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static double at(JsonNode json, String pointer) {
    return json.at(pointer).asDouble(Double.NaN);
  }

  @Test
  void the_sample_of_trends_gives_every_field_without_a_model() {
    var answer =
        server.answer(
            PATH,
            InsightSample.body(
                "",
                "{\"insight_type\":\"trends\",\"include_forecasting\":true,"
                    + "\"include_correlations\":true,\"confidence_intervals\":true}"));
    assertThat(answer.path("success").asBoolean(false)).isTrue();
    assertThat(answer.path("error").isNull()).isTrue();
    assertThat(answer.path("model_used").isNull()).isTrue();
    var result = answer.path("result");
    assertThat(result.path("overall_trend").asString()).isEqualTo("increasing");
    assertThat(at(result, "/growth_rate")).isCloseTo(0.08227501379542113, CLOSE);
    assertThat(result.path("seasonality_pattern").asString()).isEqualTo("insufficient_data");
    assertThat(at(result, "/trend/slope")).isCloseTo(8.266666666666667, CLOSE);
    assertThat(at(result, "/trend/sen_slope")).isCloseTo(8.660714285714285, CLOSE);
    assertThat(result.path("forecasts").propertyNames())
        .containsExactly("2024-10", "2024-11", "2024-12");
    assertThat(at(result, "/forecasts/2024-10/value")).isCloseTo(158.55555555555554, CLOSE);
    assertThat(at(result, "/forecasts/2024-10/low")).isCloseTo(124.09168134498488, CLOSE);
    assertThat(at(result, "/forecasts/2024-12/high")).isCloseTo(213.8023933724154, CLOSE);
    assertThat(at(result, "/forecast_sum/low")).isCloseTo(414.9800894211206, within(1e-6));
    assertThat(result.path("forecast_method").asString()).isEqualTo("ols");
    assertThat(at(result, "/correlations/0/pearson")).isCloseTo(0.9962862405895189, CLOSE);
    assertThat(at(result, "/correlations/1/pearson")).isCloseTo(0.9932126163883143, CLOSE);
    assertThat(result.path("explanation").isNull()).isTrue();
    assertThat(result.path("strategic_insights").isEmpty()).isTrue();
    assertThat(result.at("/breakdowns/0/amounts/软件许可").asDouble()).isCloseTo(474.75, CLOSE);
    assertThat(at(result, "/breakdowns/1/hhi")).isCloseTo(0.4378, CLOSE);
  }

  @Test
  void the_sample_of_comparison_gives_quarters_and_no_benchmark_that_nobody_gave() {
    var result =
        server
            .answer(
                PATH,
                InsightSample.body(
                    "",
                    "{\"insight_type\":\"comparative\",\"compare_periods\":[\"Q1\",\"Q2\",\"Q3\"],"
                        + "\"include_benchmarks\":true}"))
            .path("result");
    assertThat(result.path("quarterly_breakdown").toString())
        .isEqualTo("{\"2024Q1\":287,\"2024Q2\":353,\"2024Q3\":415}");
    assertThat(result.path("comparisons").valueStream().limit(3).toList())
        .extracting(each -> each.path("from").asString() + " " + each.path("to").asString())
        .containsExactly("2024Q1 2024Q2", "2024Q2 2024Q3", "2024Q1 2024Q3");
    assertThat(at(result, "/comparisons/2/change")).isCloseTo(0.44599303135888513, CLOSE);
    assertThat(result.path("benchmarks").isNull()).isTrue();
    assertThat(result.path("benchmarks_reason").asString()).contains("parameters.benchmarks");
  }

  @Test
  void benchmarks_of_the_caller_are_compared() {
    var result =
        server
            .answer(
                PATH,
                InsightSample.body("", "{\"benchmarks\":{\"growth_rate\":0.05,\"2024Q3\":400}}"))
            .path("result");
    assertThat(at(result, "/benchmarks/0/difference")).isCloseTo(0.03227501379542113, CLOSE);
    assertThat(at(result, "/benchmarks/1/change")).isCloseTo(0.0375, CLOSE);
  }

  @Test
  void cells_stand_where_they_say() {
    var cells =
        server
            .answer(PATH, InsightSample.body("", "{}"))
            .path("result")
            .path("table")
            .valueStream()
            .toList();
    assertThat(cells).hasSize(18);
    assertThat(cells)
        .allSatisfy(
            each ->
                assertThat(
                        InsightSample.SALES.substring(
                            each.path("start").asInt(), each.path("end").asInt()))
                    .isEqualTo(each.path("raw").asString()));
    assertThat(cells.getFirst().path("raw").asString()).isEqualTo("85万元");
  }

  @Test
  void charts_are_drawings_without_scripts() {
    var charts = server.answer(PATH, InsightSample.body("", "{}")).path("result").path("charts");
    assertThat(charts.valueStream().map(each -> each.path("id").asString()).toList())
        .containsExactly("trend", "comparison", "correlation");
    assertThat(charts.valueStream().map(each -> each.path("svg").asString()).toList())
        .allSatisfy(
            svg ->
                assertThat(svg)
                    .startsWith("<svg ")
                    .contains("prefers-color-scheme: dark", "销售")
                    .doesNotContain("<script", "NaN"));
  }

  @Test
  void what_a_model_says_is_held_against_the_figures() {
    var answer = server.answer(PATH, InsightSample.body("up/m", "{}"));
    var result = answer.path("result");
    assertThat(answer.path("model_used").asString()).isEqualTo("up/m");
    assertThat(result.path("explanation").asString()).isEqualTo("销售合计1055万元，均值117.22万元。");
    assertThat(result.path("strategic_insights").valueStream().toList())
        .extracting(each -> each.path("text").asString())
        .containsExactly("销售每月约增加8.27万元。");
    assertThat(result.path("unsupported").valueStream().toList())
        .extracting(each -> each.path("type").asString())
        .containsExactly("explanation", "insight", "insight");
    assertThat(at(result, "/checks/stray_numbers")).isEqualTo(2);
  }

  @Test
  void a_file_is_computed_without_being_kept() {
    var form =
        new TestingForm()
            .field("parameters", "{\"horizon\":2}")
            .file(
                "kept-by-nobody.csv",
                "month,value\n2024-01,10\n2024-02,20\n2024-03,30\n2024-05,50\n");
    var answer = nobody.upload(COMPUTE, form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(at(answer.json(), "/series/0/ols/slope")).isCloseTo(10, CLOSE);
    assertThat(answer.json().at("/warnings/0/message").asString()).startsWith("gap:2024-04");
    assertThat(nobody.get("/v1/files").text()).doesNotContain("kept-by-nobody.csv");
  }

  @Test
  void series_and_tables_are_computed_as_json() {
    var series =
        server.answer(
            COMPUTE,
            "{\"series\":[{\"name\":\"a\",\"periods\":[\"2023Q3\",\"2023Q4\",\"2024Q1\"],\"values\":[1,2,4]}]}");
    assertThat(at(series, "/series/0/growth/total")).isCloseTo(3, CLOSE);
    assertThat(series.at("/series/0/frequency").asString()).isEqualTo("quarterly");
    var table =
        server.answer(
            COMPUTE,
            "{\"table\":{\"columns\":[\"年份\",\"利润\"],\"rows\":[[2022,5],[2023,6],[2024,9]]}}");
    assertThat(table.at("/series/0/name").asString()).isEqualTo("利润");
    assertThat(at(table, "/series/0/growth/last_period")).isCloseTo(0.5, CLOSE);
  }

  @Test
  void what_has_no_numbers_is_refused_with_what_was_expected() {
    for (var body :
        List.of(
            "{\"content\":\"Nothing to count here.\"}",
            "{\"content\":\"x\",\"series\":[1]}",
            "{\"series\":{\"values\":[\"a\"]}}",
            "{\"series\":{\"periods\":[{}],\"values\":[1]}}",
            "{\"table\":{\"rows\":[[\"a\",\"b\"],[{},1]]}}",
            "{\"table\":{\"rows\":[[\"a\",\"b\"],[1e999,1]]}}",
            "{\"content\":\"1月85万，2月92万\",\"parameters\":{\"seed\":99999999999999999999999}}",
            "{\"content\":\"1月85万，2月92万\",\"parameters\":{\"horizon\":99999999999999999999999}}",
            "{\"content\":\"1月85万，2月92万\",\"parameters\":{\"horizon\":0}}",
            "{\"contents\":\"x\"}")) {
      var answer = nobody.post(COMPUTE, body);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.message()).contains("expected");
    }
  }

  @Test
  void tables_of_several_texts_are_all_read() {
    var body =
        """
        {"content": [{"text": "| 月份 | 销量 |\\n|---|---|\\n| 1月 | 5 |\\n| 2月 | 6 |"},
                     {"text": "| 月份 | 成本 |\\n|---|---|\\n| 1月 | 7 |\\n| 2月 | 9 |"}], "parameters": {"explain": false}}\
        """;
    var series = server.answer("/v1/apps/data_insight", body).at("/result/figures/series");
    assertThat(series.valueStream().map(each -> each.path("name").asString()))
        .containsExactly("销量", "成本");
  }

  @Test
  void the_application_is_a_model() {
    var chat = Json.object().put("model", "app:data_insight");
    chat.putObject("parameters").put("explain", false);
    chat.putArray("messages").addObject().put("role", "user").put("content", InsightSample.SALES);
    var answer = nobody.post("/v1/chat/completions", Json.text(chat));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/choices/0/message/content").asString())
        .startsWith("# 数据洞察：销售")
        .contains("| 2024-10 | 158.56万元 | 124.09 – 193.02 |", "| 2024Q2 | 353万元 | 23%");
  }

  @Test
  void java_gets_the_same(@TempDir Path own) {
    var configuration =
        Configuration.text(server.yaml())
            .with("model_lists", "0s", "test")
            .with("data", own.resolve("data").toString(), "test");
    try (var embedded = Tutti.open(configuration)) {
      var answer = embedded.application("data_insight").content(InsightSample.SALES).run();
      assertThat(answer.result().path("overall_trend").asString()).isEqualTo("increasing");
      assertThat(answer.text()).startsWith("# 数据洞察");
    }
  }
}
