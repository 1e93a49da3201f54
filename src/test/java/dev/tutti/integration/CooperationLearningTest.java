package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ModelScripts;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Runs by what was learned of their members, and what they teach. */
class CooperationLearningTest {
  private static final String OUTCOMES = "/admin/cooperation/outcomes";
  private static final String SUM = "15 + 27 等于多少？";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers: {up: {base_url: "{upstream}", api_key: sk-of-the-provider}}
          cooperations:
            panel: {members: [up/a, up/b], voting: {consensus_threshold: 0}}
          """);

  private final ModelScripts scripts = new ModelScripts();
  private TestingAdmin caller;

  @BeforeEach
  void play() {
    rig.upstream().playAlways(scripts);
    scripts.says("a", "Answer: 42").says("b", "Answer: 43");
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterEach
  void forget() {
    caller.delete(OUTCOMES);
    caller.close();
  }

  private JsonNode parallel(String query, String more) {
    var body =
        "{\"query\":\"%s\",\"models\":[\"up/a\",\"up/b\"],\"voting_params\":{\"consensus_threshold\":0}%s}"
            .formatted(query, more);
    var response = caller.post("/v1/cooperation/parallel", body);
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response.json();
  }

  /** One of them is right on calculations, the other one on law. */
  private void learn() {
    var lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      boolean law = i % 2 == 1;
      boolean seldom = i % 20 < 2;
      lines.append(
          "{\"id\":\"%d\",\"task_type\":\"%s\",\"gold\":7,\"answers\":{\"up/a\":\"%s\",\"up/b\":\"%s\"}}%n"
              .formatted(
                  i, law ? "law" : "maths", law == seldom ? "7" : "8", law == seldom ? "9" : "7"));
    }
    var learned = caller.post(OUTCOMES, lines.toString());
    assertThat(learned.json().path("added").asInt()).as(learned.text()).isEqualTo(300);
  }

  @Test
  void members_count_by_what_they_have_earned_on_such_questions() {
    learn();
    var maths = parallel(SUM, "");
    assertThat(maths.path("task_type").asString()).isEqualTo("maths");
    assertThat(maths.path("consensus").asString()).isEqualTo("42");
    assertThat(maths.path("calibrated").asBoolean()).isTrue();
    var law = parallel(SUM, ",\"task_type\":\"law\"");
    assertThat(law.path("consensus").asString()).isEqualTo("43");
  }

  @Test
  void the_most_reliable_of_those_who_answered_judges_unless_somebody_else_is_named() {
    learn();
    scripts.says("b", "{\"choice\": 1}");
    var judged = ",\"integration_strategy\":\"judge\",\"task_type\":\"law\"";
    assertThat(parallel(SUM, judged).at("/judge/model").asString()).isEqualTo("up/b");
    scripts.says("a", "{\"choice\": 1}");
    assertThat(parallel(SUM, judged + ",\"judge\":\"up/a\"").at("/judge/model").asString())
        .isEqualTo("up/a");
    scripts.on("b", turn -> turn.json(500, "{}"));
    assertThat(parallel(SUM, judged).at("/judge/model").asString()).isEqualTo("up/a");
  }

  @Test
  void without_outcomes_the_first_one_judges() {
    scripts.says("a", "{\"choice\": 2}");
    var judged = parallel(SUM, ",\"integration_strategy\":\"judge\"");
    assertThat(judged.at("/judge/model").asString()).isEqualTo("up/a");
    assertThat(judged.path("decided_by").asString()).isEqualTo("judge");
  }

  @Test
  void what_somebody_says_of_a_result_is_learned_of_its_members() throws Exception {
    scripts.says("b", "Answer: 42");
    var id = vote("/v1/cooperation/parallel");
    var right = feedback(id, "correct");
    assertThat(right.path("answers_learned").asInt()).as(right.toString()).isEqualTo(2);
    assertThat(right.path("task_type").asString()).isEqualTo("maths");
    assertThat(outcomes("up/a", "right")).isEqualTo(1);
    var wrong = feedback(id, "wrong");
    assertThat(wrong.path("answers_learned").asInt()).isEqualTo(2);
    assertThat(outcomes("up/a", "right")).isZero();
    assertThat(outcomes("up/a", "answers")).isEqualTo(1);
    assertThat(feedback(id, "neutral").path("answers_learned").asInt()).isZero();
  }

  @Test
  void of_a_wrong_result_nothing_is_learned_of_those_who_said_something_else() throws Exception {
    var id = vote("/v1/chat/completions");
    assertThat(feedback(id, "wrong").path("answers_learned").asInt()).isEqualTo(1);
    assertThat(outcomes("up/b", "answers")).isZero();
  }

  @Test
  void a_run_in_the_background_tells_its_call_for_feedback() {
    var task =
        caller
            .post(
                "/v1/cooperation/parallel",
                """
                {"query":"15 + 27?","models":["up/a","up/b"],"background":true,
                 "voting_params":{"consensus_threshold":0}}
                """)
            .json();
    var id = task.path("task_id").asString();
    var done = caller.get("/v1/tasks/" + id + "?wait=30s").json();
    var call = done.at("/result/request_id").asString("");
    assertThat(caller.get("/admin/calls?filter=task%3D" + id).text()).contains(call);
    assertThat(feedback(call, "wrong").path("answers_learned").asInt()).isEqualTo(1);
  }

  /** Asks, and gives the id of the call, of which feedback may come at once. */
  private static String vote(String path) throws IOException {
    var body =
        path.endsWith("parallel")
            ? "{\"query\":\"%s\",\"models\":[\"up/a\",\"up/b\"],\"voting_params\":{\"consensus_threshold\":0}}"
            : "{\"model\":\"coop:panel\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
    try (var client = rig.tutti().client()) {
      var heard = client.post(path, body.formatted(SUM)).answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      return heard.header("x-tutti-request-id");
    }
  }

  private JsonNode feedback(String call, String label) {
    var body = Json.object().put("request_id", call).put("label", label);
    var response = caller.post("/v1/feedback", Json.text(body));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response.json();
  }

  private int outcomes(String model, String figure) {
    return caller
        .get(OUTCOMES)
        .json()
        .path("models")
        .valueStream()
        .filter(each -> each.path("model").asString().equals(model))
        .mapToInt(each -> each.path(figure).asInt())
        .sum();
  }

  @Test
  void log_probabilities_are_the_confidence_of_an_answer() {
    scripts.on(
        "a",
        turn -> {
          assertThat(Json.tree(turn.heard().body()).path("logprobs").asBoolean()).isTrue();
          turn.json(
              200, Chat.whole("So it is.\nAnswer: 42").replace("\"logprobs\":null", LOGPROBS));
        });
    var vote =
        caller
            .post(
                "/v1/cooperation/parallel",
                """
                {"query":"15+27?","models":[{"model":"up/a","params":{"logprobs":true}},"up/b"],
                 "voting_params":{"weight_by_confidence":true}}
                """)
            .json();
    assertThat(vote.at("/votes/0/confidence").asDouble()).isCloseTo(.81, within(.001));
    assertThat(vote.at("/votes/0/weight").asDouble()).isCloseTo(1.31, within(.001));
    assertThat(vote.at("/votes/1").has("confidence")).isFalse();
    assertThat(vote.path("consensus").asString("none")).isEqualTo("none");
  }

  /** The announcement of the answer is sure, its two tokens are at .9 each. */
  private static final String LOGPROBS =
      """
      "logprobs":{"content":[{"token":"So it is.\\n","logprob":-5},{"token":"Answer","logprob":-0.1},
      {"token":":","logprob":0},{"token":" 4","logprob":-0.10536},{"token":"2","logprob":-0.10536},
      {"token":"\\n","logprob":-3}]}\
      """;

  @Test
  void votes_of_runs_are_counted_like_others() {
    scripts.says("a", "Answer: 2024-03-05").says("b", "Answer: March 5, 2024");
    parallel("When?", "");
    assertThat(caller.get("/metrics").text())
        .contains("tutti_votes_total{outcome=\"consensus\",type=\"date\"}");
  }
}
