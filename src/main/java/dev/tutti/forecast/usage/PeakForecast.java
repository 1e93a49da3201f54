package dev.tutti.forecast.usage;

import dev.tutti.forecast.Band;
import dev.tutti.forecast.WeeklyPeaks;
import java.time.LocalDate;
import java.util.OptionalInt;
import java.util.OptionalLong;
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

  static PeakForecast of(
      String provider, WeeklyPeaks peaks, OptionalLong limit, LocalDate firstWeek) {
    if (limit.isEmpty()) {
      return new PeakForecast(provider, peaks, null);
    }
    long most = limit.getAsLong();
    return new PeakForecast(
        provider,
        peaks,
        new Bound(
            most,
            week(peaks.firstAbove(most, Band::high), firstWeek),
            week(peaks.firstAbove(most, Band::value), firstWeek),
            week(peaks.firstAbove(most, Band::low), firstWeek)));
  }

  private static @Nullable LocalDate week(OptionalInt number, LocalDate first) {
    return number.isEmpty() ? null : first.plusWeeks(number.getAsInt());
  }
}
