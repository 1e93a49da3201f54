package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Members that fail: quorum, their own fallback, early stop, and callers who leave. */
class CooperationFaultsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          """);

  private static final ModelScripts scripts = new ModelScripts();
  private static TestingAdmin caller;

  private static final Script FAILS =
      turn -> turn.json(500, "{\"error\":{\"message\":\"out of order\"}}");
  private static final Script STALLS = turn -> turn.stall();

  @BeforeAll
  static void connect() {
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.forget();
    scripts.says("a", "Answer: 4").says("b", "Answer: 4").says("w", "Four.");
    scripts.says("j", "{\"choice\": 1, \"reason\": \"right\"}");
  }

  @Test
  void without_a_quorum_there_is_no_answer_and_every_failure_is_named() {
    scripts.on("a", FAILS).on("c", FAILS);
    var response =
        caller.post(
            "/v1/cooperation/parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"quorum\":2}");
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.message())
        .contains(" of 3 answered (expected: at least 2)") // the good one may be left alone
        .contains("models[0] up/a: ")
        .contains("models[2] up/c: ");
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void a_member_has_its_own_fallback() {
    scripts.on("c", FAILS);
    var response =
        caller.post(
            "/v1/cooperation/parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",{\"model\":\"up/c\",\"fallback\":[\"up/b\"]}],\"quorum\":2}");
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.json().path("models_used").toString()).contains("up/b");
    assertThat(response.json().path("failures").isEmpty()).isTrue();
  }

  @Test
  void a_vote_that_is_decided_leaves_the_rest_alone() throws Exception {
    scripts.on("c", STALLS);
    var response =
        caller.post(
            "/v1/cooperation/parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\",\"up/c\"],\"early_stop\":true}");
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    assertThat(response.json().path("consensus").asString()).isEqualTo("4");
    assertThat(response.json().at("/failures/0/message").asString()).contains("decided");
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void a_caller_who_leaves_ends_every_member() throws Exception {
    scripts.on("a", STALLS).on("b", STALLS);
    try (var client = rig.tutti().client()) {
      client.post("/v1/cooperation/parallel", "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"]}");
      var one = rig.upstream().turn();
      var two = rig.upstream().turn();
      client.close();
      one.awaitLeft();
      two.awaitLeft();
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void an_incomplete_version_does_not_replace_a_complete_one() {
    scripts.on("b", turn -> turn.json(200, Chat.whole("half").replace("\"stop\"", "\"length\"")));
    var response =
        caller.post(
            "/v1/cooperation/sequential", "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"]}");
    assertThat(response.json().path("final_result").asString()).isEqualTo("Answer: 4");
    assertThat(response.json().at("/steps/1/kept").asString()).isEqualTo("previous");
    assertThat(Json.text(response.json().at("/steps/1/reason"))).contains("length");
  }

  private static final String PIPELINE =
      """
      {"query":"q","stream":%s,"pipeline_config":[
        {"step":"facts","model":"up/a","task":"t"},{"step":"advice","model":"up/c","task":"{{ facts }}"}]}
      """;

  @Test
  void a_pipeline_that_fails_tells_what_was_paid_for() throws Exception {
    scripts.on("c", FAILS);
    var response = caller.post("/v1/cooperation/pipeline", PIPELINE.formatted(false));
    assertThat(response.status()).as(response.text()).isEqualTo(502);
    assertThat(response.message()).contains("step advice");
    requireFacts(response.json());
    var description = new ApiDescription(caller.get("/openapi.json").json());
    assertThat(description.check("POST", "/v1/cooperation/pipeline", 502, response.json()))
        .isEmpty();
    var stream = caller.post("/v1/cooperation/pipeline", PIPELINE.formatted(true)).text();
    assertThat(stream).contains("event: error\ndata: ");
    requireFacts(Json.tree(stream.substring(stream.indexOf("event: error\ndata: ") + 19)));
  }

  private static void requireFacts(JsonNode error) {
    assertThat(error.path("answers").size()).as(error.toString()).isEqualTo(1);
    assertThat(error.at("/answers/0/stage").asString()).isEqualTo("facts");
    assertThat(error.at("/answers/0/output").asString()).isEqualTo("Answer: 4");
    assertThat(error.at("/usage/total_tokens").asInt()).isEqualTo(11);
    assertThat(error.at("/usage/breakdown").size()).isEqualTo(2);
  }

  @Test
  void a_cascade_whose_strong_model_fails_tells_what_the_others_said() {
    scripts.says("b", "Answer: 5").on("c", FAILS);
    var response =
        caller.post(
            "/v1/cooperation/cascade",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"],\"escalate_to\":\"up/c\"}");
    assertThat(response.status()).isEqualTo(502);
    assertThat(response.message()).contains("escalate_to up/c");
    assertThat(response.json().path("answers").size()).isEqualTo(2);
  }

  @Test
  void where_nobody_has_answered_an_error_is_an_error_alone() {
    scripts.on("a", FAILS);
    var response =
        caller.post("/v1/cooperation/parallel", "{\"query\":\"q\",\"models\":[\"up/a\"]}");
    assertThat(response.json().propertyNames()).containsExactly("error");
  }

  @Test
  void a_critic_that_fails_is_named_and_the_draft_is_the_result() {
    scripts.on("c", FAILS);
    var answer =
        caller
            .post(
                "/v1/cooperation/sequential",
                "{\"query\":\"q\",\"models\":[\"up/w\",\"up/c\"],\"integration_strategy\":\"critique_and_revise\"}")
            .json();
    assertThat(answer.path("final_result").asString()).isEqualTo("Four.");
    assertThat(answer.path("stopped").asString()).isEqualTo("failure");
    assertThat(answer.at("/steps/1/integration_strategy").asString()).isEqualTo("critique");
    assertThat(answer.at("/steps/1/model").asString()).isEqualTo("up/c");
    assertThat(answer.at("/steps/1/code").asString()).isEqualTo("upstream_error");
  }

  @Test
  void a_task_that_has_passed_its_limits_asks_nobody_else() {
    scripts.says("b", "Answer: 5");
    var submitted =
        caller.post(
            "/v1/tasks",
            """
            {"kind":"cooperation","limits":{"tokens":20},
             "input":{"call":"debate","query":"2+2?","models":["up/a","up/b"],"rounds":3}}
            """);
    assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
    var path = "/v1/tasks/" + submitted.json().path("task_id").asString() + "?wait=30s";
    var task = caller.get(path).json();
    assertThat(task.path("status").asString()).as(task.toString()).isNotEqualTo("succeeded");
    assertThat(task.at("/error/code").asString()).as(task.toString()).isEqualTo("limit_exceeded");
    assertThat(scripts.asked()).hasSize(2);
  }
}
