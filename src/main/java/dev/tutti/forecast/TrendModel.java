package dev.tutti.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/**
 * Model of a level that goes up and down on its way, such as what is used of a disk whose old files
 * are removed once a week. Each day adds the median of the slopes between all pairs of days
 * (Theil-Sen), and nothing where that is below zero. Courses go on with the slope of some pair that
 * is at least half of the series apart.
 */
final class TrendModel implements DayModel {
  private final double slope;
  private final double[] longSlopes;

  private TrendModel(double slope, double[] longSlopes) {
    this.slope = slope;
    this.longSlopes = longSlopes;
  }

  /**
   * Model of at least two days.
   *
   * @param levels at the end of days, of which some may be missing
   */
  static TrendModel of(SortedMap<LocalDate, Double> levels) {
    long half = ChronoUnit.DAYS.between(levels.firstKey(), levels.lastKey()) / 2;
    var days = List.copyOf(levels.entrySet());
    var all = new ArrayList<Double>();
    var far = new ArrayList<Double>();
    for (int i = 0; i < days.size(); i++) {
      for (var later : days.subList(i + 1, days.size())) {
        long apart = ChronoUnit.DAYS.between(days.get(i).getKey(), later.getKey());
        double each = slope(days.get(i), later, apart);
        all.add(each);
        if (apart >= half) {
          far.add(each);
        }
      }
    }
    return new TrendModel(Math.max(0, Robust.median(array(all))), array(far));
  }

  private static double slope(
      Map.Entry<LocalDate, Double> from, Map.Entry<LocalDate, Double> to, long apart) {
    return (to.getValue() - from.getValue()) / apart;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(each -> each).toArray();
  }

  @Override
  public ForecastMethod method() {
    return ForecastMethod.TREND;
  }

  @Override
  public double expected(int ahead) {
    return slope;
  }

  @Override
  public double[] path(int days, RandomGenerator random) {
    var path = new double[days];
    Arrays.fill(path, Math.max(0, longSlopes[random.nextInt(longSlopes.length)]));
    return path;
  }
}
