package dev.tutti.cooperation.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class VoteEndpointTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static final String HALF =
      """
      {"question": "What share is left?", "answers": [
        {"model": "a", "text": "The answer is 1/2."}, {"model": "b", "text": "50 %"},
        {"model": "c", "text": "50"}, {"model": "d", "text": "I don't know."}]}
      """;

  private TestingAdmin caller;

  @BeforeEach
  void open() {
    caller = new TestingAdmin(rig.tutti().url(), "");
  }

  @AfterEach
  void close() {
    caller.ask("DELETE", "/admin/cooperation/outcomes", "");
    caller.close();
  }

  private JsonNode vote(String body) {
    var answer = caller.post("/v1/cooperation/vote", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> texts(JsonNode list, String member) {
    return list.valueStream().map(each -> each.path(member).asString("null")).toList();
  }

  @Test
  void answers_of_equal_meaning_win_together() {
    var vote = vote(HALF);
    assertThat(vote.path("consensus").asString()).isEqualTo("0.5");
    assertThat(vote.path("answer_type").asString()).isEqualTo("number");
    assertThat(vote.path("agreement").asDouble()).isEqualTo(.666667);
    assertThat(texts(vote.path("votes"), "canonical")).containsExactly("0.5", "0.5", "50", "null");
    assertThat(vote.path("votes").path(3).path("abstained").asBoolean()).isTrue();
    var dissent = vote.path("dissenting_views").path(0);
    assertThat(dissent.path("answer").asString()).isEqualTo("50");
    assertThat(dissent.path("members").path(0).asString()).isEqualTo("c");
  }

  @Test
  void without_a_consensus_it_is_null_and_the_leading_answer_is_told() {
    var vote =
        vote(
            """
            {"answers": {"a": "A", "b": "B", "c": "A"}, "voting_params": {"consensus_threshold": 0.9}}
            """);
    assertThat(vote.path("consensus").isNull()).isTrue();
    assertThat(vote.path("leading").asString()).isEqualTo("A");
  }

  @Test
  void five_hundred_items_keep_their_order_and_get_what_they_get_alone() {
    var body = Json.object();
    for (int i = 0; i < 500; i++) {
      body.withArray("items")
          .addObject()
          .putObject("answers")
          .put("a", "The answer is " + i + ".")
          .put("b", i);
    }
    var data = vote(Json.text(body)).path("data");
    assertThat(data).hasSize(500);
    for (int i = 0; i < 500; i++) {
      assertThat(data.path(i).path("consensus").asString()).isEqualTo(Integer.toString(i));
    }
    assertThat(data.path(7)).isEqualTo(vote(Json.text(body.path("items").path(7))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                              | answers
          {"answers": []}                                                                 | answers
          {"answers": [{"text": "x"}]}                                                    | answers[0].model
          {"answers": [{"model": "a"}]}                                                   | answers[0].text
          {"answers": [{"model": "a", "text": "x", "confidence": 2}]}                     | answers[0].confidence
          {"answers": [{"model": "a", "text": "x", "confidence": 1e999}]}                 | answers[0].confidence
          {"answers": {"a": "x"}, "voting_params": {"consensus_threshold": 1e999}}        | voting_params.consensus_threshold
          {"answers": {"a": "x"}, "answer_type": "guess"}                                 | answer_type
          {"answers": {"a": "x"}, "voting_params": {"consensus_threshold": 1.5}}          | voting_params.consensus_threshold
          {"answers": {"a": "x"}, "voting_params": {"threshold": 1}}                      | voting_params.threshold
          {"answers": {"a": "x"}, "voting_params": 1}                                     | voting_params
          {"answers": {"a": "x"}, "votes": 1}                                             | votes
          {"items": []}                                                                   | items
          {"items": [1]}                                                                  | items[0]
          {"items": [{"answers": {"a": "x"}}, {"answers": 5}]}                            | items[1].answers
          """)
  void what_is_wrong_is_named(String body, String place) {
    var answer = caller.post("/v1/cooperation/vote", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("error").path("param").asString()).isEqualTo(place);
  }

  @Test
  void outcomes_are_learned_shown_measured_and_forgotten() {
    var lines = lines(300);
    var measured = caller.post("/admin/cooperation/evaluations", lines).json();
    assertThat(measured.path("panels").path(0).path("weights").asString())
        .isEqualTo("cross_validated");
    var learned = caller.post("/admin/cooperation/outcomes", lines).json();
    assertThat(learned.path("rows").asInt()).isEqualTo(300);
    assertThat(learned.path("added").asInt()).isEqualTo(300);
    assertThat(learned.path("models")).hasSize(3);
    var shown = caller.get("/admin/cooperation/outcomes").json();
    assertThat(shown.path("rows").asInt()).isEqualTo(300);
    assertThat(shown.path("task_types").path("quiz").asInt()).isEqualTo(300);
    var vote = vote("{\"answers\": {\"strong\": \"A\", \"weak\": \"B\", \"worse\": \"B\"}}");
    assertThat(vote.path("leading").asString()).isEqualTo("A");
    assertThat(vote.path("calibrated").asBoolean()).isTrue();
    var forgotten = caller.ask("DELETE", "/admin/cooperation/outcomes", "").json();
    assertThat(forgotten.path("forgotten").asInt()).isEqualTo(300);
  }

  /** One model that is hardly ever wrong, two that are hardly ever right, and not together. */
  private static String lines(int number) {
    var lines = new StringBuilder();
    for (int i = 0; i < number; i++) {
      lines.append(
          """
          {"id": "%d", "task_type": "quiz", "gold": "A", "answers": {"strong": "%s", "weak": "%s", "worse": "%s"}}
          """
              .formatted(
                  i, i % 20 == 0 ? "C" : "A", i % 3 == 0 ? "A" : "D", i % 4 == 0 ? "A" : "E"));
    }
    return lines.toString();
  }

  @Test
  void a_line_that_is_wrong_is_named_and_nothing_is_learned() {
    var answer = caller.post("/admin/cooperation/outcomes", lines(2) + "{\"gold\": 1}\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("param").asString()).isEqualTo("lines[3].answers");
    assertThat(caller.get("/admin/cooperation/outcomes").json().path("rows").asInt()).isZero();
  }

  @Test
  void votes_are_counted_by_type_and_outcome() {
    vote(HALF);
    assertThat(caller.get("/metrics").text())
        .contains("tutti_votes_total{outcome=\"consensus\",type=\"number\"}");
  }
}
