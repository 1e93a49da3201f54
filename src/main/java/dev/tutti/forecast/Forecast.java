package dev.tutti.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Forecast of the days that follow a series. Immutable. */
public final class Forecast {
  private final ForecastMethod method;
  private final LocalDate first;
  private final double[] expected;
  private final double[][] paths;
  private final ForecastScore score;
  private final List<LocalDate> spikes;

  Forecast(
      ForecastMethod method,
      LocalDate first,
      double[] expected,
      double[][] paths,
      ForecastScore score,
      List<LocalDate> spikes) {
    this.method = method;
    this.first = first;
    this.expected = expected;
    this.paths = paths;
    this.score = score;
    this.spikes = List.copyOf(spikes);
  }

  static Forecast none(LocalDate first) {
    return new Forecast(
        ForecastMethod.NONE, first, new double[0], new double[0][], ForecastScore.NONE, List.of());
  }

  /** Method; with {@link ForecastMethod#NONE} nothing else is said. */
  public ForecastMethod method() {
    return method;
  }

  /** Score of the method on the days that are known. */
  public ForecastScore score() {
    return score;
  }

  /** Days that were too unusual to be learned from. */
  public List<LocalDate> spikes() {
    return spikes;
  }

  /** Day of a forecast. */
  public record Day(LocalDate date, Band amount) {}

  /** The days to come. */
  public List<Day> days() {
    var days = new ArrayList<Day>();
    for (int i = 0; i < expected.length; i++) {
      days.add(new Day(first.plusDays(i), day(i)));
    }
    return days;
  }

  Band day(int ahead) {
    return Band.of(
        expected[ahead], Arrays.stream(paths).mapToDouble(each -> each[ahead]).toArray());
  }

  /**
   * Sum of all days.
   *
   * @param share of the first day that is still to come, 0 to 1
   */
  public Band total(double share) {
    double sum =
        Arrays.stream(expected).sum() - (1 - share) * (expected.length == 0 ? 0 : expected[0]);
    return Band.of(sum, Arrays.stream(paths).mapToDouble(path -> sum(path, share)).toArray());
  }

  private static double sum(double[] path, double share) {
    return Arrays.stream(path).sum() - (1 - share) * (path.length == 0 ? 0 : path[0]);
  }

  /**
   * Time at which the days' sum reaches an amount.
   *
   * @param share of the first day that is still to come
   */
  public Reach reach(double amount, double share) {
    var when =
        Arrays.stream(paths).mapToInt(path -> reached(path, amount, share)).sorted().toArray();
    long there = IntStream.of(when).filter(each -> each < expected.length).count();
    return new Reach(
        paths.length == 0 ? 0 : (double) there / paths.length,
        date(when, 0.1),
        date(when, 0.5),
        date(when, 0.9));
  }

  private static int reached(double[] path, double amount, double share) {
    double sum = 0;
    for (int day = 0; day < path.length; day++) {
      sum += day == 0 ? path[day] * share : path[day];
      if (sum >= amount) {
        return day;
      }
    }
    return path.length;
  }

  private @Nullable LocalDate date(int[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    int day = sorted[(int) (share * (sorted.length - 1))];
    return day < expected.length ? first.plusDays(day) : null;
  }
}
