package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.Json;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DecisionSupportTest {
  private static final String PATH = "/v1/apps/decision_support";
  private static final String PARAMETERS =
      "{'analysis_framework': 'strategic_options', 'decision_criteria': ['ROI', 'risk', 'timeline',"
          + " 'strategic_fit']}";

  @TempDir private static Path folder;
  private static ApplicationServer server;
  private static TestingAdmin nobody;

  @BeforeAll
  static void start() throws IOException {
    server = ApplicationServer.start(folder, DecisionSample.model());
    nobody = server.caller();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static JsonNode asked(String body) {
    return server.answer(PATH, body);
  }

  private static List<String> texts(JsonNode list, String member) {
    return list.valueStream().map(each -> each.path(member).asString("")).toList();
  }

  private static void assertFigure(JsonNode figure, double expected) {
    assertThat(figure.isNumber()).as("%s", figure).isTrue();
    assertThat(figure.asDouble()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void the_sample_gives_every_field_without_a_model() {
    var answer = asked(DecisionSample.body(DecisionSample.EXPANSION, "", PARAMETERS));
    assertThat(answer.path("model_used").isNull()).isTrue();
    var result = answer.path("result");
    var direct = result.at("/option_analysis/直销方式");
    assertFigure(direct.path("npv"), 381.1044327573252);
    assertFigure(direct.path("irr"), 0.6104400797383258);
    assertFigure(direct.path("payback"), 1.625);
    assertFigure(direct.at("/expected_roi/low"), 1.4);
    assertFigure(direct.at("/expected_roi/high"), 3.0);
    assertFigure(result.at("/option_analysis/收购策略/risk_score"), 10);
    assertFigure(
        result.at("/financial_projections/options/收购策略/scenarios/low/npv"), -205.2592036063112);
    assertThat(result.at("/financial_projections/unit").asString()).isEqualTo("万元");
    assertThat(result.path("explanation").isNull()).isTrue();
    assertThat(texts(result.path("contradictions"), "kind"))
        .containsExactly("deadline_missed", "deadline_missed");
    assertThat(texts(result.path("critical_risks"), "description")).contains("收购策略：投资可能超出可用资本");
    assertThat(texts(result.path("assumptions"), "text"))
        .contains("discount_rate", "horizon_years");
    assertThat(
            result.path("recommended_option").isNull()
                || result.at("/option_analysis").has(result.path("recommended_option").asString()))
        .isTrue();
  }

  @Test
  void a_model_judges_what_nobody_gave_and_its_stray_numbers_are_put_aside() {
    var answer = asked(DecisionSample.body(DecisionSample.EXPANSION, "up/m", PARAMETERS));
    assertThat(answer.path("model_used").asString()).isEqualTo("up/m");
    var result = answer.path("result");
    assertThat(result.at("/option_analysis/直销方式/scores/strategic_fit"))
        .hasToString("{\"score\":8.0,\"value\":8.0,\"source\":\"judged\"}");
    assertThat(result.at("/judgements/直销方式/strategic_fit/low").asDouble()).isEqualTo(6);
    assertThat(result.path("explanation").asString()).isEqualTo("合作伙伴渠道策略的净现值为275.00万元。");
    var shown = result.toString().replace(result.path("unsupported").toString(), "");
    assertThat(shown).doesNotContain("87.3%", "9999万", "8888万", "火箭", "净现值为250");
    assertThat(texts(result.path("unsupported"), "kind"))
        .containsExactlyInAnyOrder("prose", "prose", "point", "risk");
    assertThat(texts(result.path("unsupported"), "text")).contains("直销方式的净现值为250.00万元。");
    assertThat(result.at("/checks/stray_numbers").asInt()).isEqualTo(4);
    assertThat(result.at("/implementation_plan/0/resources")).hasToString("[\"8名销售\"]");
    assertFigure(result.at("/option_analysis/直销方式/npv"), 381.1044327573252);
  }

  @Test
  void options_that_only_a_model_finds_are_held_against_their_quotes() {
    var result = asked(DecisionSample.body(DecisionSample.PLAIN, "up/m", "{}")).path("result");
    assertThat(result.at("/option_analysis/North/source").asString()).isEqualTo("given");
    assertThat(result.at("/option_analysis/South/source").asString()).isEqualTo("judged");
    assertThat(result.path("option_analysis").has("West")).isFalse();
    assertThat(texts(result.path("unsupported"), "kind")).contains("option");
  }

  @Test
  void given_options_are_computed_as_they_are_whatever_the_model_says() {
    var result =
        asked(
                DecisionSample.body(
                    "",
                    "up/m",
                    "{'options': [{'name': 'A', 'cash_flows': [-100, 70, 60], 'discount_rate':"
                        + " 0.1}, {'name': 'B', 'cash_flows': [-300, 205, 175], 'discount_rate':"
                        + " 0.1}], 'mutually_exclusive': true}"))
            .path("result");
    assertFigure(result.at("/option_analysis/A/npv"), 13.22314049586776);
    assertFigure(result.at("/financial_projections/incremental/npv"), 17.768595041322286);
    assertThat(result.at("/financial_projections/ranks_differ").asBoolean()).isTrue();
  }

  @Test
  void what_is_wrong_is_refused_with_its_place() {
    var unknown = nobody.post(PATH, DecisionSample.body("x", "", "{'criterias': []}"));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.message()).contains("parameters.criterias");
    var option =
        nobody.post(
            PATH, DecisionSample.body("x", "", "{'options': [{'name': 'A', 'cash_flows': 'x'}]}"));
    assertThat(option.message()).contains("parameters.options[0].cash_flows");
    assertThat(nobody.post(PATH, "{}").message()).contains("content");
    var figures =
        nobody.post(
            "/v1/decision/compute",
            "{\"risks\": [{\"name\": \"R\", \"likelihood\": 9, \"impact\": 1}]}");
    assertThat(figures.status()).isEqualTo(400);
    assertThat(figures.message()).contains("risks[0].likelihood");
  }

  @Test
  void ranked_risks_of_options_are_named_with_their_ranks() {
    var result =
        asked(
                DecisionSample.body(
                    "",
                    "",
                    "{'explain': false, 'language': 'en', 'options': [{'name': 'A', 'cash_flows':"
                        + " [-100, 70, 60], 'risks': [{'name': 'delay', 'likelihood': 4, 'impact':"
                        + " 3}, {'name': 'fine', 'likelihood': 1, 'impact': 5, 'probability': 0.1,"
                        + " 'loss': 30}]}, {'name': 'B', 'cash_flows': [-300, 205, 175]}]}"))
            .path("result");
    assertThat(texts(result.path("critical_risks"), "description"))
        .containsExactly("delay", "fine");
    assertThat(result.at("/critical_risks/0"))
        .hasToString(
            "{\"description\":\"delay\",\"source\":\"given\",\"option\":\"A\",\"impact\":3,"
                + "\"probability\":4}");
    assertThat(result.at("/critical_risks/1/expected_loss").asDouble()).isEqualTo(3);
    assertThat(texts(result.path("charts"), "id")).contains("risks");
  }

  @Test
  void the_application_is_a_model() {
    var chat = Json.object().put("model", "app:decision_support");
    chat.putObject("parameters").put("explain", false);
    chat.putArray("messages")
        .addObject()
        .put("role", "user")
        .put("content", DecisionSample.EXPANSION);
    var answer = nobody.post("/v1/chat/completions", Json.text(chat));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/choices/0/message/content").asString())
        .contains("| 直销方式 | 381.10 | 61.0 % | 220.0 % | 1.63 | 8.00 |", "### 假设");
  }

  @Test
  void java_gets_the_same(@TempDir Path own) {
    var configuration =
        Configuration.text("{}")
            .with("model_lists", "0s", "test")
            .with("data", own.resolve("data").toString(), "test");
    try (var embedded = Tutti.open(configuration)) {
      var answer = embedded.application("decision_support").content(DecisionSample.EXPANSION).run();
      assertFigure(answer.result().at("/option_analysis/直销方式/npv"), 381.1044327573252);
      assertThat(answer.text()).contains("直销方式");
    }
  }

  @Test
  void files_beside_a_text_are_read_too() {
    var form =
        new TestingForm()
            .field("content", "可用预算为100万元。")
            .field("parameters", "{\"explain\":false}")
            .file("plan.md", "方案一投入150万元，今后三年每年净流入70万元。方案二投入50万元，今后三年每年净流入30万元。");
    var answer = nobody.upload(PATH, form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var result = answer.json().path("result");
    assertThat(result.path("option_analysis").propertyNames()).containsExactly("方案一", "方案二");
    assertThat(texts(result.path("contradictions"), "kind")).contains("budget_exceeded");
  }

  @Test
  void charts_are_part_of_the_result() {
    var result =
        asked(DecisionSample.body(DecisionSample.EXPANSION, "", PARAMETERS)).path("result");
    assertThat(texts(result.path("charts"), "id")).contains("values", "simulation", "tornado");
  }

  @Test
  void runs_without_a_model_count_at_the_limits_of_their_key(@TempDir Path own) throws IOException {
    try (var tutti = TestingTutti.start(own, "limits: {key: {requests: 2}}");
        var caller = new TestingAdmin(tutti.url(), "")) {
      var body = DecisionSample.body(DecisionSample.EXPANSION, "", "{'explain': false}");
      assertThat(caller.post(PATH, body).status()).isEqualTo(200);
      assertThat(caller.post(PATH, body).status()).isEqualTo(200);
      var third = caller.post(PATH, body);
      assertThat(third.status()).as(third.text()).isEqualTo(429);
      assertThat(third.json().path("success").asBoolean(true)).isFalse();
    }
  }

  @Test
  void options_of_a_table_are_read_by_rows_and_by_columns() {
    var rows = "方案,初始投资（万元）,第1年,第2年,第3年,风险等级,就业\n自建,-300,120,150,180,高,40\n外包,-90,45,45,40,低,12\n";
    var form =
        new TestingForm().field("parameters", "{\"explain\":false}").file("options.csv", rows);
    var result = nobody.upload(PATH, form).json().path("result");
    assertThat(result.at("/financial_projections/options/外包/cash_flows").toString())
        .isEqualTo("[-90.0,45.0,45.0,40.0]");
    assertFigure(result.at("/option_analysis/自建/risk_score"), 10);
    var columns =
        """
        | | Plan North | Plan South |
        |---|---|---|
        | Initial investment | 100 | 300 |
        | Annual cash flow | 60 | 130 |
        | Years | 2 | 4 |
        """;
    var other = asked(DecisionSample.body(columns, "", "{'explain': false}")).path("result");
    assertThat(other.at("/financial_projections/options/Plan South/cash_flows").toString())
        .isEqualTo("[-300.0,130.0,130.0,130.0,130.0]");
  }
}
