package dev.tutti.console;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of the console.
 *
 * @param enabled whether it is served at all
 * @param idle how long a login lasts that nothing is asked with, more than 0
 * @param longest how long a login lasts at most, more than 0
 */
public record ConsoleSettings(boolean enabled, Duration idle, Duration longest) {
  /** Key {@code server.console}. */
  public static final SettingsSection<ConsoleSettings> SECTION =
      SettingsSection.live(root -> read(root.section("server").section("console")));

  /** On; half an hour without a request, half a day at most. */
  public static final ConsoleSettings DEFAULT =
      new ConsoleSettings(true, Duration.ofMinutes(30), Duration.ofHours(12));

  /** Checks the ranges. */
  public ConsoleSettings {
    Argument.check(idle.isPositive(), "idle", idle, "> 0");
    Argument.check(longest.isPositive(), "longest", longest, "> 0");
  }

  /** Reads the key {@code server.console}. */
  static ConsoleSettings read(Section section) {
    return new ConsoleSettings(
        section.bool("enabled").or(DEFAULT.enabled),
        section.duration("idle").or(DEFAULT.idle),
        section.duration("longest").or(DEFAULT.longest));
  }
}
