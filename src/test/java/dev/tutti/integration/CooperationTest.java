package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cooperations as calls. */
class CooperationTest {
  @RegisterExtension static final Rig rig = Rig.of(CooperationExamples.YAML);

  private static final ModelScripts scripts = new ModelScripts();
  private static TestingAdmin caller;
  private static ApiDescription description;

  @BeforeAll
  static void connect() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    description = new ApiDescription(caller.get("/openapi.json").json());
  }

  @AfterAll
  static void leave() {
    caller.close();
  }

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.forget();
  }

  private static JsonNode ask(int status, String kind, String body) {
    var path = "/v1/cooperation/" + kind;
    if (status < 300) {
      assertThat(description.checkRequest("POST", path, Json.tree(body))).isEmpty();
    }
    var response = caller.post(path, body);
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    assertThat(description.check("POST", path, status, response.json()))
        .as(response.text())
        .isEmpty();
    return response.json();
  }

  @Test
  void a_sequence_analyses_and_then_gives_a_form() {
    CooperationExamples.sequence(scripts);
    var answer = ask(200, "sequential", CooperationExamples.SEQUENTIAL);
    assertThat(answer.path("final_result").asString()).startsWith("# 影响");
    assertThat(answer.path("steps").size()).isEqualTo(2);
    assertThat(answer.at("/steps/0/integration_strategy").asString())
        .isEqualTo("detailed_analysis");
    assertThat(answer.at("/steps/1/integration_strategy").asString())
        .isEqualTo("structured_output");
    assertThat(answer.at("/steps/1/model").asString()).isEqualTo("qwen3_8b");
    assertThat(answer.path("total_time").isNumber()).isTrue();
    assertThat(answer.path("models_used").toString()).isEqualTo("[\"qwen3_32b\",\"qwen3_8b\"]");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(22);
    assertThat(answer.at("/usage/breakdown").size()).isEqualTo(2);
    assertThat(ModelScripts.prompt(scripts.asked("qwen3-8b").getFirst()))
        .contains(CooperationExamples.AGI)
        .contains("AGI 的影响");
  }

  @Test
  void a_vote_has_a_consensus_and_keeps_dissent() {
    CooperationExamples.vote(scripts);
    var answer = ask(200, "parallel", CooperationExamples.PARALLEL);
    assertThat(answer.path("consensus").asString()).isEqualTo("太阳能");
    assertThat(answer.path("confidence_score").asDouble()).isBetween(0.0, 1.0);
    assertThat(answer.at("/dissenting_views/0/answer").asString()).isEqualTo("风能");
    assertThat(answer.at("/dissenting_views/0/members/0").asString()).isEqualTo("qwen3_8b");
    assertThat(answer.path("votes").size()).isEqualTo(3);
    assertThat(answer.at("/votes/0/model").asString()).isEqualTo("qwen3_32b");
    assertThat(answer.at("/votes/2/canonical").asString()).isEqualTo("太阳能");
    assertThat(answer.path("final_result").asString()).contains("太阳能").doesNotContain("置信度");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(33);
    assertThat(scripts.asked("qwen3-32b")).hasSize(2);
  }

  @Test
  void a_pipeline_gives_every_step_its_output_and_time() {
    CooperationExamples.pipeline(scripts);
    var answer = ask(200, "pipeline", CooperationExamples.PIPELINE);
    var results = answer.path("pipeline_results");
    assertThat(results.propertyNames()).containsExactlyElementsOf(CooperationExamples.STEPS);
    for (var step : results) {
      assertThat(step.path("output").asString()).isNotEmpty();
      assertThat(step.path("processing_time").isNumber()).isTrue();
      assertThat(step.path("model").asString()).startsWith("qwen3_");
      assertThat(step.at("/usage/total_tokens").asInt()).isEqualTo(11);
    }
    assertThat(answer.path("final_result")).isEqualTo(results.at("/recommendations/output"));
    assertThat(answer.path("models_used").size()).isEqualTo(2);
    var analysis = scripts.asked("qwen3-32b").getFirst();
    assertThat(analysis.path("max_tokens").asInt()).isEqualTo(400);
    assertThat(analysis.path("temperature").asDouble()).isEqualTo(0.3);
    assertThat(ModelScripts.prompt(analysis)).contains("八:提取关键事实和数据");
    assertThat(ModelScripts.prompt(scripts.asked("qwen3-8b").getFirst()))
        .contains(CooperationExamples.INDUSTRY);
  }

  @Test
  void steps_that_need_nothing_of_each_other_are_side_by_side_and_named_in_templates() {
    scripts.says("a", ModelScripts::prompt);
    var answer =
        ask(
            200,
            "pipeline",
            """
            {"query":"Q","pipeline_config":[
              {"step":"one","model":"up/a","task":"first of {{ query }}","needs":[]},
              {"step":"two","model":"up/a","task":"second of {{ query }}","needs":[]},
              {"step":"三","model":"up/a","task":"{{ one | upper }} and {{ steps.two }}","needs":["one"]}]}
            """);
    assertThat(answer.path("final_result").asString()).isEqualTo("FIRST OF Q and second of Q");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          parallel   | {"query":"q","models":[]} | models
          parallel   | {"query":"q"} | models
          parallel   | {"query":" ","models":["qwen3_8b"]} | query
          parallel   | {"models":["qwen3_8b"]} | query
          parallel   | {"query":"q","models":["qwen3_8b","qwen3_9b"]} | models[1]
          parallel   | {"query":"q","models":["coop:other"]} | models[0]
          parallel   | {"query":"q","models":["qwen3_8b"],"voting_params":{"consensus_threshold":1.5}} | voting_params.consensus_threshold
          parallel   | {"query":"q","models":["qwen3_8b"],"quorum":2} | quorum
          parallel   | {"query":"q","models":["qwen3_8b"],"integration_strategy":"dice"} | integration_strategy
          parallel   | {"query":"q","models":["qwen3_8b"],"judge":"none"} | judge
          parallel   | {"query":"q","modles":["qwen3_8b"]} | modles
          parallel   | {"query":"q","models":[{"model":"qwen3_8b","params":{"temperature":9}}]} | models[0].params.temperature
          parallel   | {"query":"q","models":[{"model":"qwen3_8b","params":{"stream":true}}]} | models[0].params.stream
          parallel   | {"query":"q","models":["qwen3_8b"],"deadline":-1} | deadline
          parallel   | {"query":"q","models":["qwen3_8b"],"max_cost_usd":"much"} | max_cost_usd
          parallel   | {"query":"q","models":["qwen3_8b"],"max_cost_usd":1e999} | max_cost_usd
          parallel   | {"query":"q","models":["qwen3_8b"],"deadline":1e999} | deadline
          parallel   | {"query":"q","models":["qwen3_8b"],"quorum":1e999} | quorum
          parallel   | {"query":"q","models":["qwen3_8b"],"params":{"temperature":1e999}} | params.temperature
          sequential | {"query":"q","models":["qwen3_8b"],"integration_strategy":["detailed_analysis","structured_output"]} | integration_strategy
          debate     | {"query":"q","models":["qwen3_8b"],"rounds":9} | rounds
          mixture    | {"query":"q","models":["qwen3_8b"],"layers":0} | layers
          parallel   | {"query":"q","models":["qwen3_8b"],"task_type":7} | task_type
          parallel   | {"query":"q","models":["qwen3_8b"],"response_format":{"type":"poem"}} | response_format
          sequential | {"query":"q","models":["qwen3_8b"],"task_type":"maths"} | task_type
          cascade    | {"query":"q","models":["qwen3_8b","up/a"]} | escalate_to
          cascade    | {"query":"q","models":["qwen3_8b","qwen3_8b"],"escalate_to":"up/s"} | models
          cascade    | {"query":"q","models":["qwen3_8b","up/a"],"escalate_to":"up/s","agree":3} | agree
          cascade    | {"query":"q","models":["qwen3_8b","up/a"],"escalate_to":"none"} | escalate_to
          cascade    | {"query":"q","models":["qwen3_8b","up/a"],"escalate_to":"up/s","answer_type":"smell"} | answer_type
          pipeline   | {"query":"q","pipeline_config":[]} | pipeline_config
          pipeline   | {"query":"q","pipeline_config":[{"step":"a","model":"qwen3_8b","task":"t","needs":["b"]}]} | pipeline_config[0].needs[0]
          pipeline   | {"query":"q","pipeline_config":[{"step":"a","model":"qwen3_8b","task":"{{ b }}"}]} | pipeline_config[0].task
          pipeline   | {"query":"q","pipeline_config":[{"step":"a","model":"qwen3_8b","task":"{{ b"}]} | pipeline_config[0].task
          pipeline   | {"query":"q","pipeline_config":[{"step":"a","model":"qwen3_8b","task":"t","needs":["b"]},{"step":"b","model":"qwen3_8b","task":"t","needs":["a"]}]} | pipeline_config[1].needs
          pipeline   | {"query":"q","pipeline_config":[{"step":"a","model":"qwen3_8b","task":"t"},{"step":"a","model":"qwen3_8b","task":"t"}]} | pipeline_config[1].step
          pipeline   | {"query":"q","pipeline_config":[{"step":"a","model":"none","task":"t"}]} | pipeline_config[0].model
          """)
  void what_is_wrong_is_told_with_its_place_before_anybody_is_asked(
      String kind, String body, String place) {
    var error = ask(400, kind, body).path("error");
    assertThat(error.path("param").asString()).as(error.toString()).isEqualTo(place);
    assertThat(scripts.asked()).isEmpty();
  }

  @Test
  void a_debate_stops_when_all_agree() {
    scripts
        .says("a", "Answer: 4")
        .says(
            "b",
            request -> ModelScripts.prompt(request).contains("[2]") ? "Answer: 4" : "Answer: 5");
    var answer =
        ask(200, "debate", "{\"query\":\"2+2?\",\"models\":[\"up/a\",\"up/b\"],\"rounds\":4}");
    assertThat(answer.path("rounds").size()).isEqualTo(2);
    assertThat(answer.path("stopped").asString()).isEqualTo("agreement");
    assertThat(answer.path("consensus").asString()).isEqualTo("4");
    assertThat(answer.path("final_result").asString()).isEqualTo("Answer: 4");
    assertThat(answer.at("/rounds/0/agreement").asDouble()).isLessThan(1);
    assertThat(scripts.asked()).hasSize(4);
  }

  @Test
  void a_mixture_shows_each_layer_to_the_next() {
    scripts
        .says("a", request -> ModelScripts.prompt(request).contains("[1]") ? "second" : "first")
        .says("b", "other")
        .says("j", request -> "of " + ModelScripts.prompt(request).contains("second"));
    var answer =
        ask(
            200,
            "mixture",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"],\"layers\":2,\"judge\":\"up/j\"}");
    assertThat(answer.path("final_result").asString()).isEqualTo("of true");
    assertThat(answer.path("layers").size()).isEqualTo(2);
    assertThat(answer.at("/layers/1/answers/0/answer").asString()).isEqualTo("second");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(55);
  }

  private static JsonNode cascade(String more) {
    return ask(
        200,
        "cascade",
        "{\"query\":\"How many are 1,000 and 200?\",\"models\":[\"up/a\",\"up/b\"],\"escalate_to\":\"up/s\"%s}"
            .formatted(more));
  }

  @Test
  void a_cascade_takes_what_cheap_models_agree_on() {
    scripts.says("a", "Answer: 1200").says("b", "They are 1,200.\n\nAnswer: 1,200");
    var answer = cascade("");
    assertThat(answer.path("escalated").asBoolean()).isFalse();
    assertThat(answer.path("consensus").asString()).isEqualTo("1200");
    assertThat(answer.path("final_result").asString()).isEqualTo("Answer: 1200");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(22);
    assertThat(scripts.asked("s")).isEmpty();
  }

  @Test
  void a_cascade_asks_the_strong_model_where_they_differ_and_pays_for_all() {
    scripts.says("a", "Answer: 1200").says("b", "Answer: 1300").says("s", "It is 1,200.");
    var answer = cascade("");
    assertThat(answer.path("escalated").asBoolean()).isTrue();
    assertThat(answer.path("escalated_to").asString()).isEqualTo("up/s");
    assertThat(answer.path("consensus").isNull()).isTrue();
    assertThat(answer.path("final_result").asString()).isEqualTo("It is 1,200.");
    assertThat(answer.at("/answers/1/canonical").asString()).isEqualTo("1300");
    assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(33);
    assertThat(ModelScripts.prompt(scripts.asked("s").getFirst()))
        .isEqualTo("How many are 1,000 and 200?");
  }

  @Test
  void longer_texts_are_never_taken_to_be_the_same() {
    var text = "Entropy counts the ways in which a state can be. ".repeat(5);
    scripts.says("a", text).says("b", text).says("s", "Strong.");
    assertThat(cascade(",\"answer_type\":\"prose\"").path("final_result").asString())
        .isEqualTo("Strong.");
  }

  @Test
  void a_judge_chooses_and_a_synthesis_writes() {
    scripts.says("a", "Answer: red").says("b", "Answer: blue");
    scripts.says("j", "{\"choice\": 2, \"reason\": \"It is right.\"}");
    var models = "\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"],\"judge\":\"up/j\"";
    var judged = ask(200, "parallel", "{%s,\"integration_strategy\":\"judge\"}".formatted(models));
    assertThat(judged.path("consensus").asString()).isEqualTo("blue");
    assertThat(judged.at("/judge/reason").asString()).isEqualTo("It is right.");
    scripts.says("j", "Red or blue.");
    var written =
        ask(200, "parallel", "{%s,\"integration_strategy\":\"synthesis\"}".formatted(models));
    assertThat(written.path("final_result").asString()).isEqualTo("Red or blue.");
    var escalated =
        ask(200, "parallel", "{%s,\"on_no_consensus\":\"synthesis\"}".formatted(models));
    assertThat(escalated.path("consensus").isNull()).isTrue();
    assertThat(escalated.path("final_result").asString()).isEqualTo("Red or blue.");
  }

  @Test
  void a_judge_may_use_braces_for_something_else() {
    scripts.says("a", "Answer: red").says("b", "Answer: blue");
    scripts.says("j", "{2} is right, as {1} is not.");
    var judged =
        ask(
            200,
            "parallel",
            "{\"query\":\"q\",\"models\":[\"up/a\",\"up/b\"],\"judge\":\"up/j\",\"integration_strategy\":\"judge\"}");
    assertThat(judged.path("decided_by").asString()).as(judged.toString()).isEqualTo("judge");
    assertThat(judged.path("consensus").asString()).isEqualTo("blue");
  }

  @Test
  void a_revision_that_the_critic_finds_worse_is_not_taken() {
    scripts
        .says("w", request -> ModelScripts.prompt(request).contains("gap") ? "worse" : "draft")
        .says(
            "c",
            request ->
                ModelScripts.prompt(request).contains("worse")
                    ? "{\"better\": \"previous\", \"reason\": \"It lost a point.\"}"
                    : "{\"verdict\": \"revise\", \"issues\": [\"a gap\"]}");
    var answer =
        ask(
            200,
            "sequential",
            "{\"query\":\"q\",\"models\":[\"up/w\",\"up/c\"],\"integration_strategy\":\"critique_and_revise\",\"rounds\":3}");
    assertThat(answer.path("final_result").asString()).isEqualTo("draft");
    assertThat(answer.path("stopped").asString()).isEqualTo("regression");
    assertThat(answer.at("/steps/2/kept").asString()).isEqualTo("previous");
    assertThat(scripts.asked()).hasSize(4);
  }

  @Test
  void a_stream_tells_progress_then_the_last_stage_then_the_result() throws IOException {
    CooperationExamples.sequence(scripts);
    var body = (ObjectNode) Json.tree(CooperationExamples.SEQUENTIAL);
    try (var client = rig.tutti().client()) {
      client.post("/v1/cooperation/sequential", Json.text(body.put("stream", true)));
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(events.getFirst()).startsWith("event: progress\ndata: {\"event\":\"started\"");
      assertThat(events).anyMatch(each -> each.startsWith("event: text\ndata: {\"text\":\"# "));
      assertThat(events.getLast()).startsWith("event: result\ndata: {\"kind\":\"sequential\"");
    }
  }

  @Test
  void the_only_step_of_a_pipeline_is_told_while_it_is_written() {
    scripts.says("a", "one two three");
    var stream =
        caller
            .post(
                "/v1/cooperation/pipeline",
                "{\"query\":\"q\",\"stream\":true,\"pipeline_config\":[{\"step\":\"s\",\"model\":\"up/a\",\"task\":\"t\"}]}")
            .text();
    assertThat(scripts.asked("a").getFirst().path("stream").asBoolean()).isTrue();
    assertThat(stream).contains("event: text\n").contains("event: result\n");
  }

  @Test
  void a_run_is_one_call_in_the_record_with_every_attempt() {
    CooperationExamples.vote(scripts);
    var run = ask(200, "parallel", CooperationExamples.PARALLEL);
    var path = "/admin/calls/" + run.path("request_id").asString();
    Patience.until(() -> caller.get(path).status() == 200, "the run is recorded");
    var call = caller.get(path).json();
    assertThat(call.path("model").asString()).isEqualTo("coop:parallel");
    assertThat(call.path("attempts").asInt()).as(call.toString()).isEqualTo(3);
  }

  @Test
  void a_run_in_the_background_is_a_task() {
    CooperationExamples.vote(scripts);
    var body = (ObjectNode) Json.tree(CooperationExamples.PARALLEL);
    var submitted = ask(202, "parallel", Json.text(body.put("background", true)));
    var path = "/v1/tasks/" + submitted.path("task_id").asString() + "?wait=30s";
    var task = caller.get(path).json();
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("succeeded");
    assertThat(task.path("kind").asString()).isEqualTo("cooperation");
    assertThat(task.at("/result/consensus").asString()).isEqualTo("太阳能");
    assertThat(task.at("/usage/total_tokens").asInt()).isEqualTo(33);
    var wrong =
        caller.post(
            "/v1/tasks",
            "{\"kind\":\"cooperation\",\"input\":{\"call\":\"parallel\",\"query\":\"q\",\"models\":[\"none\"]}}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.message()).contains("models[0]");
  }
}
