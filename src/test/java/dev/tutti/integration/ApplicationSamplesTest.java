package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.Json;
import dev.tutti.cli.TestingCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The requirement's samples over HTTP, in Java and on the command line: one result. */
class ApplicationSamplesTest {
  private static final String MODEL = "up/m";

  @TempDir private static Path folder;
  private static ApplicationServer server;
  private static Tutti embedded;

  @BeforeAll
  static void start() throws IOException {
    server = ApplicationServer.start(folder.resolve("server"), AnalysisSample.model());
    embedded =
        Tutti.open(
            Configuration.text(server.yaml())
                .with("model_lists", "0s", "test")
                .with("data", folder.resolve("data").toString(), "test"));
  }

  @AfterAll
  static void stop() throws IOException {
    embedded.close();
    server.close();
  }

  /** Results by the door that they came through. */
  private static Map<String, JsonNode> results(
      String application, String command, String text, String parameters) throws IOException {
    var given = (ObjectNode) Json.tree(parameters.replace('\'', '"'));
    Map<String, JsonNode> results = new LinkedHashMap<>();
    var body = Json.object().put("content", text).put("model", MODEL);
    body.set("parameters", given);
    results.put("http", server.answer("/v1/apps/" + application, Json.text(body)).path("result"));
    var asked = embedded.application(application).content(text).model(MODEL);
    for (var each : given.properties()) {
      asked = asked.parameter(each.getKey(), each.getValue());
    }
    results.put("java", asked.run().result());
    results.put("cli", printed(command, text, given));
    return results;
  }

  private static JsonNode printed(String command, String text, ObjectNode given)
      throws IOException {
    var file = Files.writeString(folder.resolve(command + ".txt"), text);
    var url = server.tutti().url();
    List<String> words = new ArrayList<>(List.of(command, file.toString(), "--json"));
    words.addAll(List.of("-m", MODEL, "--url", url));
    given
        .properties()
        .forEach(each -> words.addAll(List.of("-p", each.getKey() + "=" + each.getValue())));
    var cli = TestingCli.run(words.toArray(String[]::new));
    assertThat(cli.code()).as(cli.err()).isZero();
    return Json.tree(cli.out()).path("result");
  }

  private static JsonNode through(String door, Map<String, JsonNode> results) {
    return Objects.requireNonNull(results.get(door), door);
  }

  private static void assertFields(Map<String, JsonNode> results, String... fields) {
    results.forEach((door, result) -> assertThat(result.propertyNames()).as(door).contains(fields));
  }

  /** The same bytes of fields through every door. */
  private static void assertSame(Map<String, JsonNode> results, String... fields) {
    for (var field : fields) {
      var expected = through("http", results).path(field).toString();
      results.forEach(
          (door, result) ->
              assertThat(result.path(field)).as("%s of %s", field, door).hasToString(expected));
    }
  }

  @Test
  void the_quarterly_report_is_one_analysis() throws IOException {
    var results =
        results(
            "document_analysis",
            "analyze",
            AnalysisSample.REPORT,
            "{'analysis_type': 'comprehensive', 'include_metrics': true, 'include_recommendations':"
                + " true, 'output_format': 'structured'}");
    assertFields(
        results, "key_insights", "extracted_metrics", "risk_factors", "recommendations", "checks");
    assertSame(results, "recommendations", "summary");
    results.forEach(
        (door, result) -> {
          assertThat(result.path("extracted_metrics").valueStream().toList())
              .as(door)
              .extracting(
                  each -> each.path("name").asString() + " " + each.path("value").asString())
              .containsExactly("收入 12500000", "毛利率 0.68", "客户数量 7200", "员工数量 145", "研发支出 2100000");
          assertThat(result.path("extracted_metrics").valueStream())
              .as(door)
              .allMatch(each -> each.has("unit") && each.has("change") && each.has("checked"))
              .allMatch(each -> !each.at("/citation/quote").asString("").isEmpty());
          assertThat(result.at("/key_insights/0/citations/0/quote").asString())
              .as(door)
              .isEqualTo("我们公司在2024年第三季度实现了创纪录的1250万美元收入");
          assertThat(result.at("/risk_factors/0/description").asString())
              .as(door)
              .isEqualTo("供应链中断影响15%的订单。");
        });
  }

  @Test
  void the_monthly_sales_have_one_trend() throws IOException {
    var results =
        results(
            "data_insight",
            "insight",
            InsightSample.SALES,
            "{'insight_type': 'trends', 'include_forecasting': true, 'include_correlations': true,"
                + " 'confidence_intervals': true, 'explain': false}");
    assertFields(results, "strategic_insights", "table", "quarterly_breakdown", "benchmarks");
    assertSame(
        results,
        "overall_trend",
        "growth_rate",
        "seasonality_pattern",
        "forecasts",
        "forecast_sum",
        "correlations",
        "quarterly_breakdown",
        "charts");
    var http = through("http", results);
    assertThat(http.path("growth_rate").asDouble()).isCloseTo(0.08227501379542113, within(1e-9));
    assertThat(http.at("/forecasts/2024-11/low").asDouble())
        .isCloseTo(130.34908607142924, within(1e-9));
    assertThat(http.at("/correlations/0/spearman").asDouble())
        .isCloseTo(0.9958246164193105, within(1e-9));
  }

  @Test
  void the_quarters_are_compared_alike() throws IOException {
    var results =
        results(
            "data_insight",
            "insight",
            InsightSample.SALES,
            "{'insight_type': 'comparative', 'compare_periods': ['Q1', 'Q2', 'Q3'],"
                + " 'include_benchmarks': true, 'explain': false}");
    assertSame(results, "comparisons", "quarterly_breakdown", "benchmarks", "benchmarks_reason");
    assertThat(through("cli", results).at("/comparisons/0/change").asDouble())
        .isCloseTo(0.2299651567944252, within(1e-9));
    assertThat(through("java", results).at("/comparisons/1/change").asDouble())
        .isCloseTo(0.17563739376770537, within(1e-9));
  }

  @Test
  void the_expansion_is_decided_alike() throws IOException {
    var results =
        results(
            "decision_support",
            "decide",
            DecisionSample.EXPANSION,
            "{'analysis_framework': 'strategic_options', 'decision_criteria': ['ROI', 'risk',"
                + " 'timeline', 'strategic_fit'], 'include_risk_assessment': true,"
                + " 'include_financial_modeling': true, 'explain': false}");
    assertFields(results, "recommended_option", "confidence_score", "contradictions");
    assertSame(
        results,
        "recommended_option",
        "confidence_score",
        "option_analysis",
        "success_factors",
        "critical_risks",
        "implementation_plan",
        "financial_projections",
        "sensitivity",
        "assumptions",
        "charts");
    for (var option : List.of("直销方式", "合作伙伴渠道策略", "收购策略")) {
      var own = through("cli", results).path("option_analysis").path(option);
      assertThat(own.propertyNames())
          .contains(
              "pros", "cons", "scores", "risk_score", "expected_roi", "npv", "irr", "payback");
    }
    assertThat(through("cli", results).at("/option_analysis/直销方式/npv").asDouble())
        .isCloseTo(381.1044327573252, within(1e-6));
    assertThat(through("java", results).at("/option_analysis/合作伙伴渠道策略/npv").asDouble())
        .isCloseTo(275.0, within(0.01));
  }
}
