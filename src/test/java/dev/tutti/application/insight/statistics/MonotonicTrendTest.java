package dev.tutti.application.insight.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonotonicTrendTest {

  private static double plainMedian(double[] x, double[] y) {
    double[] slopes = new double[y.length * (y.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = i + 1; j < y.length; j++) {
        slopes[at++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    int middle = slopes.length / 2;
    return slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
  }

  private static double plainS(double[] y) {
    double s = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = i + 1; j < y.length; j++) {
        s += Math.signum(y[j] - y[i]);
      }
    }
    return s;
  }

  @Test
  void counts_and_medians_are_those_of_all_pairs() {
    for (int seed = 0; seed < 60; seed++) {
      var random = new SplittableRandom(seed);
      int n = 3 + random.nextInt(900);
      double[] x = new double[n];
      double[] y = new double[n];
      double place = 0;
      for (int i = 0; i < n; i++) {
        place += 1 + random.nextInt(seed % 3 + 1);
        x[i] = place;
        double noise = seed % 2 == 0 ? random.nextInt(6) : random.nextGaussian() * 20;
        y[i] = noise + (seed % 5) * 0.1 * i;
      }
      var trend = MonotonicTrend.of(x, y);
      assertThat(trend.s()).as("seed " + seed).isEqualTo(plainS(y));
      double median = plainMedian(x, y);
      assertThat(trend.senSlope())
          .as("seed " + seed + ", n " + n)
          .isCloseTo(median, within(1e-9 * Math.max(1e-3, Math.abs(median))));
    }
  }

  @Test
  void equal_values_have_no_trend() {
    double[] y = new double[1_000];
    var trend = MonotonicTrend.of(Sums.places(1_000), y);
    assertThat(trend.senSlope()).isZero();
    assertThat(trend.word()).isEqualTo("no trend");
  }
}
