package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The model {@code auto} over HTTP, in front of an upstream with two models. */
class RoutingTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String DECIDE = "/v1/route/decide";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}", api_key: x}
          models:
            qwen3_8b: {deployments: [{provider: up, model: qwen3-8b}]}
            qwen3_32b: {deployments: [{provider: up, model: qwen3-32b}]}
          prices:
            - {provider: up, model: qwen3-8b, input: 0.1, output: 0.2, as_of: 2026-01-31}
            - {provider: up, model: qwen3-32b, input: 1, output: 2, as_of: 2026-01-31}
          routing:
            rules:
              - {name: 代码, keywords: [python, javascript, 代码, 函数, 类, 算法], model: qwen3_32b, params: {min_tokens: 500}}
              - {name: 数学, keywords: [方程, 解, 证明, 定理, 计算], model: qwen3_32b, params: {temperature: 0.1}}
              - {name: 创意, keywords: [故事, 诗歌, 创意, 想象, 写], model: qwen3_8b, params: {temperature: 0.9}}
              - {name: 翻译, keywords: [翻译, translation, 语言], model: qwen3_8b, params: {max_tokens: 200}}
          """);

  private static TestingAdmin admin;

  @BeforeAll
  static void connect() {
    admin = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterAll
  static void disconnect() {
    admin.close();
  }

  @BeforeEach
  void answer() {
    rig.upstream().playAlways(Chat.answers("Yes"));
  }

  private static String question(String model, String text, String... members) {
    var json = Json.object().put("model", model);
    json.putArray("messages").addObject().put("role", "user").put("content", text);
    for (var member : members) {
      json.setAll((ObjectNode) Json.tree(member));
    }
    return Json.text(json);
  }

  private static ReceivedRequest ask(String body, String... headers) throws IOException {
    try (var client = rig.ask(body, headers)) {
      return client.answer();
    }
  }

  private static JsonNode decide(String text) {
    return admin.post(DECIDE, Json.text(Json.object().put("query", text))).json();
  }

  /** The four rules of the requirement, and its questions for them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          写一个Python函数来计算斐波那契数          | 代码 | qwen3_32b | {"min_tokens":500}
          解方程: 2x² + 5x - 3 = 0                  | 数学 | qwen3_32b | {"temperature":0.1}
          写一个关于太空探索的创意故事              | 创意 | qwen3_8b  | {"temperature":0.9}
          将这句话翻译成西班牙语: '今天天气很好'    | 翻译 | qwen3_8b  | {"max_tokens":200}
          """)
  void the_rules_of_the_requirement_send_its_questions_where_it_says(
      String text, String category, String model, String params) {
    var decision = decide(text);
    assertThat(decision.path("category").asString()).as(decision.toString()).isEqualTo(category);
    assertThat(decision.path("rule").asString()).isEqualTo(category);
    assertThat(decision.path("model").asString()).isEqualTo(model);
    assertThat(decision.path("params")).isEqualTo(Json.tree(params));
    assertThat(decision.path("alternatives")).hasSize(2);
  }

  @Test
  void the_answer_echoes_the_alias_and_its_head_tells_the_truth() throws Exception {
    var answer = ask(question("auto", "写一个关于太空探索的创意故事"), "x-tutti-explain: 1");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var json = Json.tree(answer.body());
    assertThat(json.path("model").asString()).isEqualTo("auto");
    assertThat(answer.header("x-tutti-route")).isEqualTo("qwen3_8b");
    assertThat(answer.header("x-tutti-route-basis")).isEqualTo("rule");
    assertThat(json.at("/tutti/routing/rule").asString()).isEqualTo("创意");
    var sent = Json.tree(rig.upstream().turn().heard().body());
    assertThat(sent.path("model").asString()).isEqualTo("qwen3-8b");
    assertThat(sent.path("temperature").asDouble()).isEqualTo(.9);
  }

  @Test
  void what_the_caller_says_itself_stays() throws Exception {
    ask(question("auto", "写一个创意故事", "{\"temperature\":0.2}"));
    var sent = Json.tree(rig.upstream().turn().heard().body());
    assertThat(sent.path("temperature").asDouble()).isEqualTo(.2);
    ask(question("auto", "翻译成英文：好", "{\"max_tokens\":1000}"));
    assertThat(Json.tree(rig.upstream().turn().heard().body()).path("max_tokens").asInt())
        .isEqualTo(200);
    ask(question("auto", "写一个Python函数", "{\"max_tokens\":100}"));
    assertThat(Json.tree(rig.upstream().turn().heard().body()).path("max_tokens").asInt())
        .isEqualTo(500);
  }

  @Test
  void the_knob_is_in_the_name_or_in_a_header() throws Exception {
    var text = "Which of the two designs is better?";
    assertThat(ask(question("auto@0", text)).header("x-tutti-route")).isEqualTo("qwen3_8b");
    assertThat(ask(question("auto@1", text)).header("x-tutti-route")).isEqualTo("qwen3_32b");
    assertThat(ask(question("auto", text), "x-tutti-quality: 0").header("x-tutti-route"))
        .isEqualTo("qwen3_8b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto@2", "auto@x", "auto@"})
  void a_knob_that_is_none_is_no_model(String model) throws Exception {
    var answer = ask(question(model, "Hi"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("expected: auto");
  }

  @Test
  void a_header_that_is_no_quality_is_refused() throws Exception {
    assertThat(ask(question("auto", "Hi"), "x-tutti-quality: high").status()).isEqualTo(400);
  }

  @Test
  void it_is_listed() {
    assertThat(admin.get("/v1/models").text()).contains("\"auto\"");
  }

  @Test
  void streams_go_the_same_way() throws Exception {
    rig.upstream().playAlways(Chat.says("Yes"));
    var answer = ask(question("auto", "写一个创意故事", "{\"stream\":true}"), "x-tutti-explain: 1");
    assertThat(answer.header("x-tutti-route")).isEqualTo("qwen3_8b");
  }

  @Test
  void an_analysis_has_reasons() {
    var body = "{\"query\":\"证明根号2是无理数\"}";
    var analysis = admin.post("/v1/route/analyze", body).json();
    assertThat(analysis.path("task_type").asString()).isEqualTo("maths");
    assertThat(analysis.path("suggested_strategy").asString()).isEqualTo("reasoning");
    assertThat(analysis.path("complexity_score").asDouble()).isBetween(.5, 1.0);
    assertThat(analysis.path("signals")).isNotEmpty();
  }

  @Test
  void many_texts_are_analysed_in_their_order() {
    var body = Json.object();
    var items = body.putArray("items");
    for (int i = 0; i < 1_000; i++) {
      items.addObject().put("query", i % 2 == 0 ? "早上好" : "证明根号2是无理数");
    }
    var data = admin.post("/v1/route/analyze", Json.text(body)).json().path("data");
    assertThat(data).hasSize(1_000);
    assertThat(data.get(1).path("task_type").asString()).isEqualTo("maths");
    assertThat(data.get(998)).isEqualTo(data.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query\":\" \"}",
        "{\"messages\":[]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"  \"}]}",
        "{}"
      })
  void a_blank_message_is_refused(String body) {
    assertThat(admin.post("/v1/route/analyze", body).status()).isEqualTo(400);
    assertThat(admin.post(DECIDE, body).status()).isEqualTo(400);
  }

  @Test
  void rules_are_tried_without_installing_them() {
    var body =
        """
        {"query": "用javascript写", "rules": [{"name": "js", "keywords": ["javascript"], "model": "other"}]}
        """;
    var decision = admin.post(DECIDE, body).json();
    assertThat(decision.path("rule").asString()).isEqualTo("js");
    assertThat(decision.path("model").asString()).isEqualTo("other");
    assertThat(decision.path("reasons").toString()).contains("there is no model other yet");
    assertThat(decide("用javascript写").path("rule").asString()).isEqualTo("代码");
    var wrong = admin.post(DECIDE, body.replace("keywords", "nonsense"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.message()).contains("nonsense");
  }

  @Test
  void rules_change_at_run_time_and_back() {
    var path = "/admin/routing/rules/greeting";
    var given = admin.put(path, "{\"regex\":\"(?i)bonjour\",\"model\":\"qwen3_32b\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    assertThat(decide("Bonjour!").path("rule").asString()).isEqualTo("greeting");
    assertThat(admin.get("/admin/audit").text()).contains("routing_rule.set");
    assertThat(admin.delete(path).status()).isEqualTo(200);
    assertThat(decide("Bonjour!").path("rule").isNull()).isTrue();
    var rollback = "{\"to\":%d}".formatted(given.revision());
    assertThat(admin.post("/admin/config/rollback", rollback).status()).isEqualTo(200);
    assertThat(decide("Bonjour!").path("rule").asString()).isEqualTo("greeting");
    assertThat(admin.post(path + "/reset", "").status()).isEqualTo(200);
  }

  @Test
  void a_rule_of_the_file_is_switched_off_and_on_again() {
    var path = "/admin/routing/rules/" + URLEncoder.encode("翻译", StandardCharsets.UTF_8);
    assertThat(admin.delete(path).status()).isEqualTo(200);
    assertThat(decide("翻译成英文：好").path("rule").isNull()).isTrue();
    assertThat(admin.post(path + "/reset", "").status()).isEqualTo(200);
    assertThat(decide("翻译成英文：好").path("rule").asString()).isEqualTo("翻译");
  }

  @Test
  void a_rule_that_is_wrong_changes_nothing() {
    var refused = admin.put("/admin/routing/rules/bad", "{\"regex\":\"(\",\"model\":\"m\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(admin.get("/admin/routing/rules").text()).doesNotContain("\"bad\"");
  }

  @Test
  void the_decision_is_part_of_the_calls_record() throws Exception {
    var id = ask(question("auto", "写一个创意故事")).header("x-tutti-request-id");
    var call = new JsonNode[1];
    Patience.until(
        () -> {
          call[0] = admin.get("/admin/calls/" + id).json();
          return call[0].has("decision");
        },
        "the call is recorded");
    var route = call[0].path("decision").path(0);
    assertThat(route.path("step").asString()).as(call[0].toString()).isEqualTo("route");
    assertThat(route.path("rule").asString()).isEqualTo("创意");
    assertThat(route.toString()).doesNotContain("写一个创意故事");
    assertThat(admin.get("/metrics").text())
        .contains("tutti_routes_total{basis=\"rule\",model=\"qwen3_8b\",rule=\"创意\"");
  }

  @Test
  void feedback_is_learned_by_the_calls_id() throws Exception {
    var id = ask(question("auto", "Is this any good?")).header("x-tutti-request-id");
    var body = "{\"request_id\":\"%s\",\"label\":\"good\"}".formatted(id);
    var learned = admin.post("/v1/feedback", body);
    assertThat(learned.status()).as(learned.text()).isEqualTo(200);
    assertThat(learned.json().path("outcomes").asInt()).isGreaterThanOrEqualTo(1);
    var other = admin.post("/v1/feedback", "{\"request_id\":\"req_none\",\"score\":1}");
    assertThat(other.status()).isEqualTo(404);
    var named = "{\"query\":\"Hi\",\"model\":\"qwen3_8b\",\"score\":0.5,\"source\":\"test\"}";
    assertThat(admin.post("/v1/feedback", named).json().path("score").asDouble()).isEqualTo(.5);
  }

  @Test
  void outcomes_are_learned_and_change_decisions() {
    var before = decide("Sort these fruits by colour").path("alternatives");
    var lines = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      lines.append(
          "{\"prompt\":\"Sort these fruits by colour %d\",\"outcomes\":{\"qwen3_8b\":{\"score\":1},\"qwen3_32b\":{\"score\":%d}}}%n"
              .formatted(i, i % 2));
    }
    var taken = admin.post("/admin/routing/outcomes", lines.toString());
    assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    assertThat(taken.json().path("rows").asInt()).isEqualTo(120);
    var decision = decide("Sort these fruits by colour");
    assertThat(decision.path("model").asString()).isEqualTo("qwen3_8b");
    assertThat(decision.path("basis").asString()).isEqualTo("outcomes");
    assertThat(admin.delete("/admin/routing/outcomes?source=file").json().path("forgotten").asInt())
        .isEqualTo(240);
    assertThat(before).hasSize(2);
  }

  @Test
  void recorded_decisions_are_made_again_under_another_configuration() throws Exception {
    for (int i = 0; i < 5; i++) {
      ask(question("auto@0", "Which of the two designs is better? " + i));
    }
    var answer = new JsonNode[1];
    Patience.until(
        () -> {
          answer[0] = admin.post("/admin/routing/what-if", "{\"quality\":1}").json();
          return answer[0].path("calls").asInt() >= 5;
        },
        "the calls are recorded");
    assertThat(answer[0].path("changed").asInt())
        .as(answer[0].toString())
        .isGreaterThanOrEqualTo(5);
    assertThat(answer[0].at("/then/expected_cost_usd").asDouble())
        .isGreaterThan(answer[0].at("/now/expected_cost_usd").asDouble());
    var tasks = answer[0].path("by_task_type");
    assertThat(tasks).isNotEmpty().allMatch(each -> each.path("curve").size() == 11);
    var histogram = answer[0].path("complexity");
    assertThat(histogram).hasSize(20);
    assertThat(histogram.valueStream().mapToInt(each -> each.path("calls").asInt()).sum())
        .isEqualTo(answer[0].path("calls").asInt());
    assertThat(histogram.valueStream().filter(each -> each.path("calls").asInt() > 0))
        .allMatch(each -> each.at("/now/expected_cost_usd").asDouble() > 0);
    assertThat(answer[0].path("examples").valueStream().map(each -> each.path("then").asString()))
        .contains("qwen3_32b");
    assertThat(answer[0].path("examples"))
        .allMatch(
            each -> each.path("then_cost_usd").asDouble() != each.path("now_cost_usd").asDouble());
  }

  @Test
  void the_state_of_routing_is_shown() {
    var status = admin.get("/admin/routing").json();
    assertThat(status.path("models")).hasSize(2);
    assertThat(status.path("warnings").toString()).isEqualTo("[]");
  }

  @Test
  void embeddings_have_no_auto() {
    var answer = admin.post("/v1/embeddings", "{\"model\":\"auto\",\"input\":\"x\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(admin.post(CHAT, question("auto", "写一个创意故事")).status()).isEqualTo(200);
  }
}
