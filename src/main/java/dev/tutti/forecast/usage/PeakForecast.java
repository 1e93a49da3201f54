package dev.tutti.forecast.usage;

import dev.tutti.forecast.Band;
import dev.tutti.forecast.WeeklyPeaks;
import java.time.LocalDate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of peaks.
 *
 * @param provider of which they are; empty for all together
 * @param bound what they are laid beside; null where nothing limits them
 */
public record PeakForecast(String provider, WeeklyPeaks peaks, @Nullable Bound bound) {

  /**
   * Limit, and when a week's peak is above it: nothing where that is not to be seen in a year.
   *
   * @param limit in the unit of the peaks
   * @param earliest of ten courses one is above it in the week that begins then
   * @param expected the peak that is expected is above it
   * @param latest nine of ten are
   */
  public record Bound(
      long limit,
      @Nullable LocalDate earliest,
      @Nullable LocalDate expected,
      @Nullable LocalDate latest) {

    /** Largest share of the limit that a week has used lately. */
    public double share(WeeklyPeaks peaks) {
      return peaks.weeks().isEmpty() ? 0 : peaks.weeks().getLast() / limit;
    }
  }

  /** Peaks that nothing limits. */
  static PeakForecast unbounded(String provider, WeeklyPeaks peaks) {
    return new PeakForecast(provider, peaks, null);
  }

  /**
   * Peaks beside a limit.
   *
   * @param first day of the first week ahead
   */
  static PeakForecast beside(long limit, String provider, WeeklyPeaks peaks, LocalDate first) {
    return new PeakForecast(
        provider,
        peaks,
        new Bound(
            limit,
            above(limit, peaks, Band::high, first),
            above(limit, peaks, Band::value, first),
            above(limit, peaks, Band::low, first)));
  }

  private static @Nullable LocalDate above(
      long limit, WeeklyPeaks peaks, ToDoubleFunction<Band> edge, LocalDate first) {
    var week = peaks.firstAbove((double) limit, edge);
    return week.isEmpty() ? null : first.plusWeeks(week.getAsInt());
  }
}
