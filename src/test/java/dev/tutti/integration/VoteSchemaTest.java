package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.ApiDescription;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Answers about votes and what they learn from, by the schemas that the server publishes, see
 * {@link AnswerSchemaTest}.
 */
class VoteSchemaTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static final String VOTE = "/v1/cooperation/vote";
  private static final String OUTCOMES = "/admin/cooperation/outcomes";

  private TestingAdmin caller;
  private ApiDescription description;

  @BeforeEach
  void open() {
    caller = new TestingAdmin(rig.tutti().url(), "");
    description = new ApiDescription(caller.get("/openapi.json").json());
  }

  @AfterEach
  void close() {
    caller.close();
  }

  private void check(int status, String method, String path, String body) {
    var answer = caller.ask(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(description.check(method, path, status, answer.json()))
        .as("%s %s: %s", method, path, answer.text())
        .isEmpty();
  }

  private void vote(String body) {
    assertThat(description.checkRequest("POST", VOTE, Json.tree(body))).as(body).isEmpty();
    check(200, "POST", VOTE, body);
  }

  @Test
  void votes_are_as_described() {
    vote(
        """
        {"answers": [{"model": "a", "text": "1/2"}, {"model": "b", "text": "50 %", "confidence": 0.9},
          {"model": "c", "text": "?"}], "voting_params": {"consensus_threshold": 0.5}}
        """);
    vote("{\"answers\": {\"a\": \"?\"}}");
    vote(
        """
        {"items": [{"question": "Yes?", "task_type": "logic", "answer_type": "boolean",
          "answers": {"a": "yes", "b": "no"}}]}
        """);
    check(400, "POST", VOTE, "{}");
  }

  @Test
  void outcomes_are_as_described() {
    var lines = "{\"id\": \"1\", \"gold\": 5, \"answers\": {\"a\": \"5\", \"b\": \"6\"}}\n";
    check(200, "GET", OUTCOMES, "");
    check(200, "POST", "/admin/cooperation/evaluations", lines);
    check(200, "POST", OUTCOMES, lines);
    check(200, "GET", OUTCOMES, "");
    check(200, "DELETE", OUTCOMES, "");
    check(400, "POST", OUTCOMES, "[]");
  }
}
