package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.Configuration;
import dev.tutti.Tutti;
import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DocumentAnalysisTest {
  private static final String PATH = "/v1/apps/document_analysis";

  @TempDir private static Path folder;
  private static ApplicationServer server;
  private static TestingAdmin nobody;

  @BeforeAll
  static void start() throws IOException {
    server = ApplicationServer.start(folder, AnalysisSample.model());
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

  @Test
  void the_sample_gives_every_field_with_its_figures() {
    var answer = asked(AnalysisSample.body("{\"analysis_type\":\"comprehensive\"}"));
    assertThat(answer.path("success").asBoolean(false)).isTrue();
    assertThat(answer.path("error").isNull()).isTrue();
    assertThat(answer.path("model_used").asString()).isEqualTo("up/m");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(33);
    var result = answer.path("result");
    assertThat(texts(result.path("extracted_metrics"), "name"))
        .containsExactly("收入", "毛利率", "客户数量", "员工数量", "研发支出");
    assertThat(result.at("/extracted_metrics/0/value").decimalValue())
        .isEqualByComparingTo("12500000");
    assertThat(result.at("/extracted_metrics/0/change/value").decimalValue())
        .isEqualByComparingTo("0.35");
    assertThat(result.at("/extracted_metrics/3/period").asString()).isEqualTo("2024Q3");
    assertThat(result.at("/extracted_metrics/4/value").decimalValue())
        .isEqualByComparingTo("2100000");
    assertThat(result.at("/key_insights/0/citations/0/quote").asString())
        .isEqualTo("我们公司在2024年第三季度实现了创纪录的1250万美元收入");
    assertThat(result.at("/risk_factors/0/likelihood").asString()).isEqualTo("high");
    assertThat(texts(result.path("recommendations"), "text")).containsExactly("分散供应商，降低供应链风险。");
    assertThat(result.path("summary").asString()).isEqualTo("收入为1250万美元，毛利率为68%。");
    assertThat(result.path("status").asString()).isEqualTo("complete");
  }

  @Test
  void what_the_documents_do_not_bear_out_is_listed_and_not_shown() {
    var result = asked(AnalysisSample.body("{}")).path("result");
    var shown =
        result.path("key_insights").toString()
            + result.path("extracted_metrics")
            + result.path("risk_factors")
            + result.path("recommendations")
            + result.path("summary");
    assertThat(shown).doesNotContain("53%", "国际大奖", "999", "5000万", "77%", "9亿", "裁员");
    assertThat(texts(result.path("unsupported"), "type"))
        .containsExactlyInAnyOrder(
            "insight", "insight", "metric", "risk", "summary", "recommendation", "recommendation");
    assertThat(result.at("/checks/citations/rejected").asInt()).isEqualTo(2);
    assertThat(result.at("/checks/stray_numbers").asInt()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void without_a_model_the_plain_lines_are_read() {
    var body = Json.object().put("content", AnalysisSample.REPORT);
    body.putObject("parameters").put("explain", false);
    var answer = asked(Json.text(body));
    var result = answer.path("result");
    assertThat(answer.path("model_used").isNull()).isTrue();
    assertThat(result.path("summary").isNull()).isTrue();
    assertThat(texts(result.path("extracted_metrics"), "name"))
        .contains("收入", "客户数量", "员工数量", "研发支出");
    assertThat(texts(result.path("risk_factors"), "description"))
        .containsExactly("供应链中断影响了15%的订单", "核心市场竞争加剧", "人才获取成本增加30%");
    assertThat(result.path("key_insights").isEmpty()).isTrue();
  }

  @Test
  void parameters_leave_out_what_is_not_wanted() {
    var result =
        asked(
                AnalysisSample.body(
                    "{\"analysis_type\":\"summary\",\"include_metrics\":false,"
                        + "\"include_recommendations\":false,\"output_format\":\"markdown\"}"))
            .path("result");
    assertThat(result.path("extracted_metrics").isEmpty()).isTrue();
    assertThat(result.path("recommendations").isEmpty()).isTrue();
    assertThat(result.path("risk_factors").isEmpty()).isTrue();
    assertThat(result.path("markdown").asString()).startsWith("# 文档分析").contains("[^1]: content");
  }

  @Test
  void a_parameter_that_is_not_known_is_refused_in_the_frame() {
    var answer = nobody.post(PATH, AnalysisSample.body("{\"analysis_typ\":\"risk\"}"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("success").asBoolean(true)).isFalse();
    assertThat(answer.message()).contains("parameters.analysis_typ", "analysis_type");
  }

  @Test
  void files_of_a_form_are_analysed() {
    var form =
        new TestingForm()
            .field("model", "up/m")
            .field("parameters", "{\"include_recommendations\":false}")
            .file("report.txt", AnalysisSample.REPORT)
            .file("other.txt", "Other words of another kind.");
    var answer = nobody.upload(PATH, form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var result = answer.json().path("result");
    assertThat(texts(result.path("documents"), "name")).containsExactly("report.txt", "other.txt");
    assertThat(result.at("/extracted_metrics/0/citation/document").asString())
        .isEqualTo("report.txt");
  }

  @Test
  void the_file_that_cannot_be_read_is_named() {
    var form =
        new TestingForm()
            .field("parameters", "{\"explain\":false}")
            .file("report.txt", AnalysisSample.REPORT)
            .file("empty.txt", " \n ");
    var answer = nobody.upload(PATH, form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.message()).startsWith("no_text: empty.txt: ");
  }

  @Test
  void a_form_that_is_refused_leaves_no_file() {
    var form =
        new TestingForm()
            .field("parameters", "{\"analysis_typ\":1}")
            .file("left-by-nobody.txt", "Some words.");
    assertThat(nobody.upload(PATH, form).status()).isEqualTo(400);
    assertThat(nobody.get("/v1/files").text()).doesNotContain("left-by-nobody.txt");
  }

  @Test
  void a_form_may_name_files_that_are_there() {
    var document = new TestingForm().file("there.txt", AnalysisSample.REPORT);
    var id = nobody.upload("/v1/documents", document).json().path("id").asString();
    for (var ids : List.of(id, "[\"" + id + "\"]")) {
      var form = new TestingForm().field("files", ids).field("parameters", "{\"explain\":false}");
      var answer = nobody.upload(PATH, form);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(texts(answer.json().at("/result/documents"), "name")).containsExactly("there.txt");
    }
    var wrong = nobody.upload(PATH, new TestingForm().field("files", "[1]"));
    assertThat(wrong.status()).isEqualTo(400);
    var extra = new TestingForm().field("content", "x").field("parameters", "{},\"a\":1");
    assertThat(nobody.upload(PATH, extra).message()).contains("parameters", "expected");
  }

  @Test
  void a_file_of_nobody_is_not_there() {
    var answer = nobody.post(PATH, "{\"files\":[\"file-none\"]}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).contains("file-none");
  }

  @Test
  void the_application_is_a_model() {
    var chat = Json.object().put("model", "app:document_analysis");
    chat.putObject("parameters").put("explain", false);
    chat.putArray("messages").addObject().put("role", "user").put("content", AnalysisSample.REPORT);
    var answer = nobody.post("/v1/chat/completions", Json.text(chat));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().at("/choices/0/message/content").asString())
        .startsWith("# 文档分析")
        .contains("| 收入 | 1250万美元 [^1] | +35% 同比 | 2024Q3 |");
    assertThat(nobody.get("/v1/models").text()).contains("app:document_analysis");
  }

  @Test
  void in_the_background_it_is_a_task() {
    var task =
        nobody.post(PATH, AnalysisSample.body("{}").replaceFirst("}$", ",\"background\":true}"));
    assertThat(task.status()).as(task.text()).isEqualTo(202);
    var path = "/v1/tasks/" + task.json().path("task_id").asString();
    Patience.until(
        () -> nobody.get(path).json().path("status").asString().equals("succeeded"),
        "the task succeeds");
    assertThat(nobody.get(path).json().at("/result/result/extracted_metrics").size()).isEqualTo(5);
  }

  @Test
  void java_gets_the_same(@TempDir Path own) {
    var configuration =
        Configuration.text(server.yaml())
            .with("model_lists", "0s", "test")
            .with("data", own.resolve("data").toString(), "test");
    try (var embedded = Tutti.open(configuration)) {
      var answer =
          embedded
              .application("document_analysis")
              .content(AnalysisSample.REPORT)
              .model("up/m")
              .parameter("include_recommendations", false)
              .run();
      assertThat(answer.result().path("extracted_metrics").size()).isEqualTo(5);
      assertThat(answer.modelUsed()).contains("up/m");
      assertThat(answer.text()).startsWith("# 文档分析");
    }
  }

  @Test
  void what_was_not_borne_out_is_asked_about_once_more(@TempDir Path own) throws IOException {
    try (var repairing = ApplicationServer.start(own, AnalysisRepair.model())) {
      var result = repairing.answer(PATH, AnalysisSample.body("{}")).path("result");
      assertThat(texts(result.path("extracted_metrics"), "name")).contains("研发支出");
      assertThat(texts(result.path("key_insights"), "text")).containsExactly("收入增长35%。");
      assertThat(texts(result.path("unsupported"), "text")).containsExactly("公司获得国际大奖。");
      assertThat(result.at("/checks/repaired").asInt()).isEqualTo(1);
      var plain = repairing.answer(PATH, AnalysisSample.body("{\"repair\":false}")).path("result");
      assertThat(texts(plain.path("unsupported"), "text")).containsExactly("收入增长53%。", "公司获得国际大奖。");
    }
  }

  @Test
  void items_of_markdown_are_risks_without_a_model() {
    var body =
        Json.object()
            .put(
                "content",
                "# Report of 2024\n\n## Risks\n\n- a storm may come\n- prices may rise by 5%\n");
    body.putObject("parameters").put("explain", false);
    var result = asked(Json.text(body)).path("result");
    assertThat(texts(result.path("risk_factors"), "description"))
        .containsExactly("a storm may come", "prices may rise by 5%");
  }
}
