package dev.tutti.application;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;

/**
 * Settings of applications.
 *
 * @param model that is asked where a request names none; empty for the caller's first alias
 */
public record ApplicationSettings(String model) {
  /** Section {@code applications}. */
  public static final SettingsSection<ApplicationSettings> SECTION =
      SettingsSection.live("applications", ApplicationSettings::read);

  /** The caller's first alias. */
  public static final ApplicationSettings DEFAULT = new ApplicationSettings("");

  private static ApplicationSettings read(Section section) {
    return new ApplicationSettings(section.string("model").or(DEFAULT.model));
  }
}
