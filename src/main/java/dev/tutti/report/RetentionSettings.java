package dev.tutti.report;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of how long the ledger is kept.
 *
 * @param calls rows of calls, from their beginning
 * @param attempts rows of attempts, from their end
 * @param figures what was added up of both; at least as long as they
 */
public record RetentionSettings(Duration calls, Duration attempts, Duration figures) {
  /** Section {@code ledger}. */
  public static final SettingsSection<RetentionSettings> SECTION =
      SettingsSection.live("ledger", RetentionSettings::read);

  /** Calls for 90 days, attempts for 400, figures for three years. */
  public static final RetentionSettings DEFAULT =
      new RetentionSettings(Duration.ofDays(90), Duration.ofDays(400), Duration.ofDays(1_100));

  /** Checks the ranges. */
  public RetentionSettings {
    Argument.check(calls.isPositive(), "keep_calls", calls, "> 0");
    Argument.check(attempts.isPositive(), "keep_attempts", attempts, "> 0");
    Argument.check(
        figures.compareTo(calls) >= 0 && figures.compareTo(attempts) >= 0,
        "keep_figures",
        figures,
        "at least keep_calls and keep_attempts");
  }

  static RetentionSettings read(Section section) {
    var calls = section.duration("keep_calls").or(DEFAULT.calls);
    var attempts = section.duration("keep_attempts").or(DEFAULT.attempts);
    var longest = calls.compareTo(attempts) > 0 ? calls : attempts;
    var usual = DEFAULT.figures.compareTo(longest) > 0 ? DEFAULT.figures : longest;
    var figures = section.duration("keep_figures").or(usual);
    if (figures.compareTo(longest) < 0) {
      section.refuse("keep_figures", "at least keep_calls and keep_attempts");
      return new RetentionSettings(calls, attempts, longest);
    }
    return new RetentionSettings(calls, attempts, figures);
  }

  /** How long rows of a subject are kept. */
  Duration rows(FigureSubject subject) {
    return switch (subject) {
      case CALL -> calls;
      case ATTEMPT -> attempts;
    };
  }
}
