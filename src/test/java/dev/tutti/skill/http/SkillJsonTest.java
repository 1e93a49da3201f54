package dev.tutti.skill.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.CanaryMetric;
import dev.tutti.skill.release.EndedTrial;
import dev.tutti.skill.release.TrialReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkillJsonTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final TrialReport TRIAL =
      new TrialReport(
          "1.1.0+b",
          "1.0.0+a",
          10,
          2,
          NOON,
          NOON.plusSeconds(900),
          900,
          100,
          List.of(new TrialReport.MetricComparison(CanaryMetric.ERROR_RATE, "3 % of 100", 0.25)),
          List.of(
              new TrialReport.EvidencePoint(NOON, 1, Map.of(CanaryMetric.ERROR_RATE, 0.12345)),
              new TrialReport.EvidencePoint(
                  NOON.plusSeconds(5), 2, Map.of(CanaryMetric.ERROR_RATE, 0.25))));

  @Test
  void a_trial_tells_its_evidence_now_and_over_its_time() {
    var json = SkillJson.of(TRIAL);
    assertThat(Json.text(json.at("/measures/error_rate")))
        .isEqualTo("{\"seen\":\"3 % of 100\",\"evidence\":0.25}");
    assertThat(Json.text(json.path("history")))
        .isEqualTo(
            """
            [{"at":"2026-03-01T12:00:00Z","window":1,"evidence":{"error_rate":0.123}},\
            {"at":"2026-03-01T12:00:05Z","window":2,"evidence":{"error_rate":0.25}}]\
            """);
  }

  @Test
  void a_trial_that_has_ended_tells_how_and_why() {
    var json = SkillJson.of(new EndedTrial(TRIAL, true, "error_rate: 12 %", NOON));
    assertThat(json.path("verdict").asString()).isEqualTo("worse");
    assertThat(json.path("why").asString()).isEqualTo("error_rate: 12 %");
    assertThat(json.at("/trial/revision").asString()).isEqualTo("1.1.0+b");
    assertThat(SkillJson.of(new EndedTrial(TRIAL, false, "", NOON)).path("verdict").asString())
        .isEqualTo("promoted");
  }
}
