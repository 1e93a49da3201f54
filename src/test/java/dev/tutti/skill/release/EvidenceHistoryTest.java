package dev.tutti.skill.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.skill.api.CanaryMetric;
import dev.tutti.skill.release.TrialReport.EvidencePoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceHistoryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final EvidenceHistory history = new EvidenceHistory();

  private void look(int number, double evidence) {
    history.add(
        new EvidencePoint(
            NOON.plusSeconds(5L * number), 1, Map.of(CanaryMetric.ERROR_RATE, evidence)));
  }

  private double greatest() {
    return history.points().stream()
        .mapToDouble(point -> point.evidence().get(CanaryMetric.ERROR_RATE))
        .max()
        .orElse(0);
  }

  @Test
  void few_looks_are_all_kept() {
    for (int i = 0; i < EvidenceHistory.MOST; i++) {
      look(i, i / 1_000.0);
    }
    assertThat(history.points()).hasSize(EvidenceHistory.MOST);
    assertThat(history.points().getLast().at()).isEqualTo(NOON.plusSeconds(5 * 119));
  }

  @Test
  void many_looks_are_few_points_that_keep_the_peak_and_the_latest() {
    for (int i = 0; i < 20_000; i++) {
      look(i, i == 777 ? 0.9 : 0.1);
      assertThat(history.points().size()).isBetween(1, EvidenceHistory.MOST);
      assertThat(history.points().getLast().at()).isEqualTo(NOON.plusSeconds(5L * i));
    }
    assertThat(history.points()).hasSizeGreaterThanOrEqualTo(EvidenceHistory.MOST / 2);
    assertThat(greatest()).isEqualTo(0.9);
    assertThat(history.points()).isSortedAccordingTo(Comparator.comparing(EvidencePoint::at));
  }
}
