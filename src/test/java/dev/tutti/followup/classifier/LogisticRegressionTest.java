package dev.tutti.followup.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  @Test
  void the_share_of_a_group_is_found() {
    var rows = new ArrayList<LogisticRegression.Row>();
    for (int i = 0; i < 100; i++) {
      rows.add(new LogisticRegression.Row(new double[] {1}, new int[0], i < 80, 1));
      rows.add(new LogisticRegression.Row(new double[] {0}, new int[0], i < 30, 1));
    }
    var weights = new LogisticRegression(rows, new double[] {0, 0}, 100).fit();
    assertThat(probability(weights[1])).isCloseTo(.3, within(1e-3));
    assertThat(probability(weights[0] + weights[1])).isCloseTo(.8, within(1e-3));
  }

  @Test
  void a_column_that_is_there_or_not_counts_like_any_other() {
    var rows = new ArrayList<LogisticRegression.Row>();
    for (int i = 0; i < 100; i++) {
      rows.add(new LogisticRegression.Row(new double[] {0}, new int[] {1}, i < 90, 1));
      rows.add(new LogisticRegression.Row(new double[] {0}, new int[] {0}, i < 20, 1));
    }
    var weights = new LogisticRegression(rows, new double[] {1e-9, 1e-9, 1e-9, 0}, 200).fit();
    assertThat(probability(weights[2] + weights[3])).isCloseTo(.9, within(1e-2));
    assertThat(probability(weights[1] + weights[3])).isCloseTo(.2, within(1e-2));
  }

  private static double probability(double score) {
    return Calibration.logistic(score);
  }
}
