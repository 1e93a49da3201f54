package dev.tutti.change;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Limits of what changes at run time may do. Read from the file alone: a change cannot widen it.
 *
 * @param environment the variables of the server's environment that a change may name; whoever
 *     makes changes can send their values anywhere
 */
public record ChangeSettings(List<String> environment) {
  /** Path of the names in the configuration. */
  static final List<String> ENVIRONMENT = List.of("changes", "environment");

  private static final Kind<String> NAME =
      Kind.text(Pattern.compile("[A-Za-z_]\\w*"), "the name of an environment variable");

  /** Section {@code changes}; it is looked up where changes are laid over the file. */
  public static final SettingsSection<ChangeSettings> SECTION =
      SettingsSection.live(ChangeSettings::read);

  /** None. */
  public static final ChangeSettings DEFAULT = new ChangeSettings(List.of());

  /** Keeps a copy. */
  public ChangeSettings {
    environment = List.copyOf(environment);
  }

  /** Reads {@code changes: {environment: [NAME, ...]}} of the root section. */
  public static ChangeSettings read(Section root) {
    var section = root.section(ENVIRONMENT.getFirst());
    return new ChangeSettings(section.list(ENVIRONMENT.getLast(), NAME).or(DEFAULT.environment));
  }
}
