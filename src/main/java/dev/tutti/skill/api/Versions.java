package dev.tutti.skill.api;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * Versions as people write them, {@code v1.2.0}, {@code 1.2}, {@code 1.3.0-beta.1}, and ranges of
 * them as npm understands them: {@code ^1.1}, {@code 1.x}, {@code >=1.2 <2 || 3.0.0}.
 */
public final class Versions {
  /** Of a skill that has none. */
  public static final Semver NONE = Semver.ZERO;

  private static final Pattern SHORT =
      Pattern.compile(
          "[vV]?(\\d{1,9}|[xX*])(?:\\.(\\d{1,9}|[xX*]))?(?:\\.(\\d{1,9}|[xX*]))?(-[0-9A-Za-z.-]{1,64})?");

  /** 2024-01-01, which is a day and no prerelease of 2024. */
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");

  private static final Pattern RANGE = Pattern.compile("[\\dvVxX*^~<>=][\\w^~<>=|*. +-]*");
  private static final int LONGEST = 200;
  private static final Pattern PREFIX = Pattern.compile("(?<![\\w.+-])[vV](?=[\\dxX*])");

  private static final Pattern ANY = Pattern.compile("(?<![\\w.^~-])[xX](?![\\w.])");
  private static final Pattern SPAN =
      Pattern.compile(
          "([~^])>?\\s*(\\d{1,9}|[xX*])(?:\\.(\\d{1,9}|[xX*]))?(?:\\.(\\d{1,9}|[xX*]))?(-[\\w.-]+)?(?:\\+[\\w.-]+)?(?![\\w.])");

  private Versions() {}

  /** Whether a text is a version, or one with {@code x} where any number may be. */
  public static boolean isVersion(String text) {
    return SHORT.matcher(text).matches();
  }

  /** The version that a text is; what is left out is zero. */
  public static Optional<Semver> parse(String text) {
    var found = SHORT.matcher(text.strip());
    if (!found.matches() || DAY.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    var plain = found.group(1) + '.' + or(found.group(2)) + '.' + or(found.group(3));
    var stage = found.group(4) == null ? "" : found.group(4);
    return Optional.ofNullable(Semver.parse(plain + stage));
  }

  private static String or(String part) {
    return part == null ? "0" : part;
  }

  /** The same text without the {@code v} that people put before versions. */
  static String withoutPrefix(String text) {
    return PREFIX.matcher(text).replaceAll("");
  }

  /** The range that a text is. */
  public static Optional<RangeList> range(String text) {
    if (text.length() > LONGEST || !RANGE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      var plain = ANY.matcher(withoutPrefix(text)).replaceAll("*");
      plain = SPAN.matcher(plain).replaceAll(span -> bounds(span));
      return Optional.of(RangeListFactory.create(plain));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // numbers that are none
    }
  }

  /**
   * A caret or a tilde as two bounds, as npm's {@code semver} has it; the library by itself does
   * not get those that begin with zeros, or that stand beside others.
   */
  private static String bounds(MatchResult span) {
    var major = number(span.group(2));
    if (major < 0) {
      return "*";
    }
    long minor = number(span.group(3));
    long patch = number(span.group(4));
    var stage = patch < 0 || span.group(5) == null ? "" : span.group(5);
    var from = ">=%d.%d.%d%s".formatted(major, Math.max(0, minor), Math.max(0, patch), stage);
    boolean caret = span.group(1).equals("^");
    String below;
    if (minor < 0 || (caret && major > 0)) {
      below = "%d.0.0".formatted(major + 1);
    } else if (!caret || minor > 0 || patch < 0) {
      below = "%d.%d.0".formatted(major, minor + 1);
    } else {
      below = "0.0.%d".formatted(patch + 1);
    }
    return from + " <" + below + "-0";
  }

  /** The number, or -1 for any. */
  private static long number(@Nullable String part) {
    return part == null || !Character.isDigit(part.charAt(0)) ? -1 : Long.parseLong(part);
  }
}
