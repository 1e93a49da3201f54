package dev.tutti.skill.api;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;

/** Selector of the version of a skill that somebody wants. */
public sealed interface VersionSelector {
  /** A word such as {@code production}. */
  Pattern LABEL = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.-]{0,63}");

  /**
   * Version that the release gives: by its split, its label {@code production}, else the latest.
   */
  record Released() implements VersionSelector {}

  /** Version that {@code latest} points to, else the highest stable one. */
  record Latest() implements VersionSelector {}

  /** The highest version in a range, as npm understands it; a version in full is one, too. */
  record InRange(RangeList range, String text) implements VersionSelector {
    /** The one version that it names in full, if it does. */
    Optional<Semver> exact() {
      return Optional.ofNullable(Semver.parse(Versions.withoutPrefix(text)));
    }
  }

  /** The version that a label stands for. */
  record Labelled(String label) implements VersionSelector {}

  /** One version as it was at one time, such as {@code 1.1.0+3f0c9a1b7d2e}. */
  record Pinned(String revision) implements VersionSelector {}

  /** The text that a caller would write for it; the same for what is the same. */
  default String text() {
    return switch (this) {
      case Released() -> "";
      case Latest() -> "latest";
      case InRange range -> range.text();
      case Labelled(String label) -> label;
      case Pinned(String revision) -> revision;
    };
  }

  /**
   * The selector that a caller has written, such as {@code ^1.1}, {@code canary} or nothing.
   *
   * @throws Fault {@code invalid_request} when it is none of these
   */
  static VersionSelector of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                Fault.of(
                    FaultCode.INVALID_REQUEST,
                    "version: \"%s\" (expected: a version, a range such as ^1.1, a label or latest)"
                        .formatted(text.strip())));
  }

  /** The same, if it is one of these. */
  static Optional<VersionSelector> parse(String text) {
    var written = text.strip();
    if (written.isEmpty()) {
      return Optional.of(new Released());
    }
    if (written.toLowerCase(Locale.ROOT).equals("latest")) {
      return Optional.of(new Latest());
    }
    var plain = Versions.withoutPrefix(written);
    if (Semver.isValid(plain) && plain.indexOf('+') > 0) {
      return Optional.of(new Pinned(plain));
    }
    if (LABEL.matcher(written).matches() && !Versions.isVersion(written)) {
      return Optional.of(new Labelled(written));
    }
    return Versions.range(written).map(range -> new InRange(range, written));
  }
}
