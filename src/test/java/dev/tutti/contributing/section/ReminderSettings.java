package dev.tutti.contributing.section;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of reminders.
 *
 * @param enabled whether anybody is reminded
 * @param every how often, more than 0
 * @param most how many reminders there may be, 1 to 1,000
 */
public record ReminderSettings(boolean enabled, Duration every, int most) {
  /** Section {@code reminders}; how many there may be changes with the next start only. */
  public static final SettingsSection<ReminderSettings> SECTION =
      SettingsSection.live("reminders", ReminderSettings::read)
          .withFixed("reminders.most", ReminderSettings::most);

  private static final int MOST = 1_000;

  /** Nobody is reminded; once a day, 10 reminders. */
  public static final ReminderSettings DEFAULT =
      new ReminderSettings(false, Duration.ofDays(1), 10);

  /** Checks the ranges. */
  public ReminderSettings {
    Argument.check(every.isPositive(), "every", every, "> 0");
    Argument.check(most >= 1 && most <= MOST, "most", most, "1 to 1000");
  }

  /** Reads the section {@code reminders}. */
  static ReminderSettings read(Section section) {
    return new ReminderSettings(
        section.bool("enabled").or(DEFAULT.enabled),
        section.duration("every").or(DEFAULT.every),
        section.integer("most", 1, MOST).or(DEFAULT.most));
  }
}
