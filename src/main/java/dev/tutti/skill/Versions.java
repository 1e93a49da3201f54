package dev.tutti.skill;

import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/** Versions as people write them: {@code v1.2.0}, {@code 1.2}, {@code 1.3.0-beta.1}. */
final class Versions {
  /** Of a skill that has none. */
  static final Semver NONE = Semver.ZERO;

  private static final Pattern SHORT =
      Pattern.compile("[vV]?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(-[0-9A-Za-z.-]{1,64})?");

  private Versions() {}

  static boolean isVersion(String text) {
    return SHORT.matcher(text).matches();
  }

  /** The version that a text is; what is left out is zero. */
  static Optional<Semver> parse(String text) {
    var found = SHORT.matcher(text.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    var plain = found.group(1) + '.' + or(found.group(2)) + '.' + or(found.group(3));
    var stage = found.group(4) == null ? "" : found.group(4);
    return Optional.ofNullable(Semver.parse(plain + stage));
  }

  private static String or(String part) {
    return part == null ? "0" : part;
  }
}
