package dev.tutti.telemetry.log;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.util.Map;

/**
 * Settings of the log.
 *
 * @param json whether each line is an object of JSON, or a text
 * @param levels of areas; those that are not named have what the process has
 */
public record LogSettings(boolean json, Map<String, LogLevel> levels) {
  /** Section {@code log}. */
  public static final SettingsSection<LogSettings> SECTION =
      SettingsSection.live("log", LogSettings::read);

  private static final Kind<Boolean> FORMAT = Kind.oneOf(Map.of("text", false, "json", true));

  /** Keeps a copy. */
  public LogSettings {
    levels = Map.copyOf(levels);
  }

  /** Reads {@code log: {format, levels: {AREA: LEVEL}}}. */
  static LogSettings read(Section section) {
    return new LogSettings(
        section.value("format", FORMAT).or(false),
        section.values("levels", LogArea.KIND, LogLevel.KIND));
  }
}
