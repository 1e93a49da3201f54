package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.cli.TestingCli;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingAdmin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two versions of a skill beside each other, by their recorded calls. */
class SkillComparisonTest {
  private static final int CALLS = 60;
  private static final String COMPARE = "/admin/skills/hello/compare";

  @TempDir private static Path folder;
  private static ServedSkills served;
  private static TestingAdmin admin;

  @BeforeAll
  static void begin() {
    served =
        ServedSkills.in(
            folder,
            """
            prices:
              - {provider: up, model: small, as_of: 2026-01-01, input: 1000, output: 1000}
            """);
    for (var version : new String[] {"1.0.0", "1.1.0"}) {
      served.write(
          "hello",
          "v" + version + "/skill.yaml",
          ServedSkills.PLAIN,
          "v" + version + "/prompt.md",
          "This is " + version);
    }
    served.reload();
    admin = new TestingAdmin(served.tutti().url(), "");
    served
        .upstream()
        .playAlways(
            turn -> {
              if (turn.heard().body().contains("This is 1.1.0")) {
                turn.json(500, "{\"error\":{\"message\":\"no\"}}");
              } else {
                Chat.says("Hi").play(turn);
              }
            });
    for (int i = 0; i < CALLS; i++) {
      execute("1.0.0");
      execute("1.1.0");
    }
  }

  @AfterAll
  static void end() throws IOException {
    admin.close();
    served.close();
  }

  private static TestingAdmin.Response execute(String version) {
    return admin.post("/v1/skills/hello/execute?version=" + version, "{\"user_message\":\"Hi\"}");
  }

  private static JsonNode measure(JsonNode comparison, String name) {
    return comparison
        .path("measures")
        .valueStream()
        .filter(each -> each.path("measure").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode compared(String a, String b) {
    var response = admin.get("%s?a=%s&b=%s".formatted(COMPARE, a, b));
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response.json();
  }

  @Test
  void a_version_that_fails_is_told_as_worse_and_the_other_way_round_as_better() {
    var comparison = compared("1.0.0", "1.1.0");
    assertThat(comparison.at("/a/calls").asInt()).isEqualTo(CALLS);
    assertThat(comparison.at("/b/revision").asString()).startsWith("1.1.0+");
    var errors = measure(comparison, "error_rate");
    assertThat(errors.at("/a/value").asDouble()).isZero();
    assertThat(errors.at("/b/value").asDouble()).isEqualTo(1);
    assertThat(errors.at("/difference/low").asDouble()).isBetween(.5, 1.0);
    assertThat(errors.path("verdict").asString()).isEqualTo("worse");
    assertThat(measure(compared("1.1.0", "1.0.0"), "error_rate").path("verdict").asString())
        .isEqualTo("better");
    var cost = measure(comparison, "cost");
    assertThat(cost.at("/a/value").asDouble()).isEqualTo(.011);
    assertThat(cost.at("/a/n").asInt()).isEqualTo(CALLS);
    assertThat(measure(comparison, "total_p99").path("verdict").asString()).isEqualTo("too_few");
  }

  @Test
  void what_was_said_of_answers_counts_where_it_was_said() {
    var call = calls("revision%3D1.0.0*").path("data").get(0).path("call").asString();
    var said = "{\"request_id\":\"%s\",\"label\":\"good\"}".formatted(call);
    var answer = admin.post("/v1/feedback", said);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var feedback = measure(compared("1.0.0", "1.1.0"), "feedback");
    assertThat(feedback.at("/a/n").asInt()).isEqualTo(1);
    assertThat(feedback.at("/a/value").asDouble()).isEqualTo(1);
    assertThat(feedback.at("/b/value").isNull()).isTrue();
    assertThat(feedback.path("verdict").asString()).isEqualTo("too_few");
  }

  private static JsonNode calls(String filter) {
    return admin.get("/admin/calls?limit=1&filter=" + filter).json();
  }

  @Test
  void a_span_leaves_out_what_was_before_it() {
    var none = admin.get(COMPARE + "?a=1.0.0&b=1.1.0&to=2026-01-01T00:00:00Z").json();
    assertThat(none.at("/a/calls").asInt()).isZero();
    assertThat(measure(none, "error_rate").at("/a/value").isNull()).isTrue();
    assertThat(measure(none, "error_rate").path("verdict").asString()).isEqualTo("too_few");
  }

  @Test
  void what_cannot_be_compared_is_refused() {
    assertThat(admin.get(COMPARE + "?a=1.0.0").status()).isEqualTo(400);
    var same = admin.get(COMPARE + "?a=1.0.0&b=1.0.0");
    assertThat(same.status()).isEqualTo(400);
    assertThat(same.message()).contains("expected: another version");
    assertThat(admin.get(COMPARE + "?a=1.0.0&b=9.0.0").status()).isEqualTo(404);
    assertThat(admin.get("/admin/skills/helo/compare?a=1&b=2").message())
        .contains("did you mean hello");
  }

  @Test
  void the_command_says_what_is_shown() {
    var run =
        TestingCli.run(
            "skill", "compare", "hello", "1.0.0", "1.1.0", "--url", served.tutti().url());
    assertThat(run.out())
        .contains("A: 1.0.0+", "B: 1.1.0+", CALLS + " calls")
        .containsPattern("error_rate +0\\.000 \\[.*] +1\\.000 \\[.*] +worse")
        .containsPattern("total_p99 .* unknown, too few calls");
  }
}
