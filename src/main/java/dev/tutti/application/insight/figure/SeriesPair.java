package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.statistics.PairCorrelation;
import dev.tutti.application.insight.statistics.Sums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two series over the periods that both have.
 *
 * @param x values of the first one
 * @param y values of the second one
 * @param levels correlation of their values
 * @param differences correlation of their steps, which series that merely both rise do not have;
 *     none where there is no order, or too few values
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record SeriesPair(
    String a,
    String b,
    double[] x,
    double[] y,
    PairCorrelation levels,
    @Nullable PairCorrelation differences) {
  private static final int FEWEST = 3;
  private static final int MOST_SERIES = 12;
  private static final double LEVEL = 0.05;

  /** Pairs of series of the same frequency. */
  public static List<SeriesPair> of(List<SeriesInsight> all) {
    List<SeriesPair> pairs = new ArrayList<>();
    int count = Math.min(all.size(), MOST_SERIES);
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        SeriesPair pair = of(all.get(i), all.get(j));
        if (pair != null) {
          pairs.add(pair);
        }
      }
    }
    return pairs;
  }

  private static @Nullable SeriesPair of(SeriesInsight a, SeriesInsight b) {
    if (a.series().frequency() != b.series().frequency()) {
      return null;
    }
    Map<Long, BigDecimal> other = new HashMap<>();
    for (ReadValue each : b.series().present()) {
      if (each.value() != null) {
        other.put(each.period().ordinal(), each.value());
      }
    }
    List<double[]> both = new ArrayList<>();
    for (ReadValue each : a.series().present()) {
      BigDecimal value = other.get(each.period().ordinal());
      if (value != null && each.value() != null) {
        both.add(new double[] {each.value().doubleValue(), value.doubleValue()});
      }
    }
    if (both.size() < FEWEST) {
      return null;
    }
    double[] x = both.stream().mapToDouble(each -> each[0]).toArray();
    double[] y = both.stream().mapToDouble(each -> each[1]).toArray();
    boolean steps = a.series().frequency() != SeriesFrequency.UNORDERED && both.size() > FEWEST;
    return new SeriesPair(
        a.series().name(),
        b.series().name(),
        x,
        y,
        PairCorrelation.of(x, y),
        steps ? PairCorrelation.of(Sums.differences(x), Sums.differences(y)) : null);
  }

  /** Name of the pair. */
  public String name() {
    return a + "~" + b;
  }

  /** Whether values go together but their steps do not: perhaps they merely both have a trend. */
  public boolean spurious() {
    return differences != null && levels.pearsonP() < LEVEL && !(differences.pearsonP() < LEVEL);
  }
}
