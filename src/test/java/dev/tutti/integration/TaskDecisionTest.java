package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A model that is asked whether a task is tried again: what it hears, costs and decides. */
class TaskDecisionTest {
  private static final String CHAT =
      """
      {"kind":"chat","input":{"model":"fast","messages":[{"role":"user","content":"my secret"}]}}
      """;

  private static final String GIVE_UP =
      "{\"decision\":\"give_up\",\"wait_seconds\":0,\"reason\":\"it is broken\"}";

  @TempDir private Path folder;
  private final List<JsonNode> questions = new CopyOnWriteArrayList<>();

  /** What the model says that is asked. */
  private String answer = GIVE_UP;

  private boolean silent;

  private void play(Turn turn) throws IOException, InterruptedException {
    var request = Json.tree(turn.heard().body());
    if (request.path("model").asString().equals("m")) {
      turn.json(500, "{\"error\":{\"message\":\"it broke\"}}");
      return;
    }
    questions.add(request);
    if (silent) {
      turn.stall();
    } else {
      turn.json(200, Chat.whole(answer));
    }
  }

  /** The report of a task whose attempts all fail. */
  private JsonNode ended(String decisions) throws IOException {
    try (var upstream = TestingUpstream.start()) {
      upstream.playAlways(this::play);
      var yaml =
          """
          providers: {up: {base_url: "%s", api_key: sk}}
          models:
            fast: {deployments: [{provider: up, model: m}]}
            judge: {deployments: [{provider: up, model: j}]}
          prices: [{provider: up, model: j, as_of: 2026-01-01, input: 10, output: 20}]
          tasks: {retry: {base: 1ms, max: 1ms}, decisions: %s}
          """
              .formatted(upstream.url(), decisions);
      try (var tutti = TestingTutti.start(folder, yaml);
          var admin = new TestingAdmin(tutti.url(), "")) {
        var id = admin.post("/v1/tasks", CHAT).json().path("task_id").asString();
        var path = "/v1/tasks/" + id;
        assertThat(admin.get(path + "?wait=30s").json().path("status").asString())
            .isEqualTo("dead");
        return admin.get(path + "/report").json();
      }
    }
  }

  private static List<JsonNode> decided(JsonNode report) {
    return report
        .path("history")
        .valueStream()
        .filter(event -> event.path("type").asString().equals("decided"))
        .toList();
  }

  @Test
  void it_may_give_a_task_up_and_hears_nothing_of_its_input() throws IOException {
    var report = ended("{model: judge}");
    assertThat(report.path("attempts").asInt()).isEqualTo(2);
    var event = decided(report).getFirst();
    assertThat(event.path("decision").asString()).isEqualTo("give_up");
    assertThat(event.path("reason").asString()).isEqualTo("it is broken");
    assertThat(event.path("model").asString()).isEqualTo("judge");
    assertThat(event.path("cost_usd").asDouble()).isEqualTo((9 * 10 + 2 * 20) / 1e6);
    assertThat(report.at("/usage/cost_usd").asDouble()).as("it is none of the task's").isZero();
    assertThat(questions).hasSize(1);
    var question = questions.getFirst();
    assertThat(question.toString()).doesNotContain("my secret").contains("it broke");
    assertThat(question.at("/response_format/json_schema/schema/properties/decision/enum").size())
        .isEqualTo(3);
    assertThat(question.toString()).contains("300");
  }

  @Test
  void a_question_that_takes_too_long_leaves_it_to_the_rules() throws IOException {
    silent = true;
    var report = ended("{model: judge, timeout: 50ms, from_failure: 4}");
    assertThat(report.path("attempts").asInt()).isEqualTo(5);
    assertThat(decided(report)).hasSize(1);
    assertThat(decided(report).getFirst().at("/error/class").asString()).isEqualTo("timeout_error");
  }

  @Test
  void an_answer_in_no_schema_leaves_it_to_the_rules() throws IOException {
    answer = "{\"decision\":\"delete everything\",\"wait_seconds\":0,\"reason\":\"\"}";
    var report = ended("{model: judge, from_failure: 4}");
    assertThat(report.path("attempts").asInt()).isEqualTo(5);
    assertThat(decided(report)).hasSize(1);
    assertThat(decided(report).getFirst().at("/error/code").asString()).isEqualTo("invalid_output");
  }

  @Test
  void nobody_is_asked_once_the_money_of_the_day_is_spent() throws IOException {
    answer = GIVE_UP.replace("give_up", "retry");
    var report = ended("{model: judge, cost_per_day: 0.0001, from_failure: 1}");
    assertThat(report.path("attempts").asInt()).isEqualTo(5);
    assertThat(questions).as("the first one costs more").hasSize(1);
    assertThat(decided(report)).hasSize(1);
  }

  @Test
  void a_restart_gives_nobody_more_of_the_day() throws IOException {
    answer = "{\"decision\":\"no idea\",\"wait_seconds\":0,\"reason\":\"\"}";
    var limited = "{model: judge, cost_per_day: 0.0001, from_failure: 1}";
    var first = decided(ended(limited));
    assertThat(first).hasSize(1);
    assertThat(first.getFirst().path("cost_usd").asDouble()).isGreaterThan(0.0001);
    int asked = questions.size();
    assertThat(decided(ended(limited))).as("of the second server").isEmpty();
    assertThat(questions).hasSize(asked);
  }

  @Test
  void nobody_is_asked_where_no_model_is_configured() throws IOException {
    var report = ended("{}");
    assertThat(report.path("attempts").asInt()).isEqualTo(5);
    assertThat(questions).isEmpty();
    assertThat(decided(report)).isEmpty();
  }
}
