package dev.tutti.memory.recall;

import dev.tutti.text.WordLists;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Date as far as somebody names it, as in {@code May 2023}, {@code 8 May} and {@code 5月8日}; 0 for
 * what is not said.
 */
record NamedDate(int year, int month, int day) {
  /** Nothing is said. */
  static final NamedDate NONE = new NamedDate(0, 0, 0);

  private static final Map<String, String> MONTHS =
      WordLists.beside(NamedDate.class, "words.txt").pairs("months");

  private static final Pattern ISO = Pattern.compile("\\b((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)(?!\\d)");
  private static final Pattern CHINESE_MONTH = Pattern.compile("(?<!\\d)(\\d{1,2})月");
  private static final Pattern CHINESE_DAY = Pattern.compile("(?<!\\d)(\\d{1,2})[日号]");
  private static final Pattern WORD = Pattern.compile("[a-z]{3,9}");

  /** A day right before or after the name of a month. */
  private static final Pattern DAY_BEFORE =
      Pattern.compile("(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)? $");

  private static final Pattern DAY_AFTER =
      Pattern.compile("^\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d)");
  private static final int BEFORE = 8;

  /** The date of a moment in UTC. */
  static NamedDate of(Instant at) {
    var date = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return new NamedDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  /** The first date that a {@link Terms#fold folded} text names. */
  static NamedDate in(String folded) {
    var iso = ISO.matcher(folded);
    if (iso.find()) {
      return new NamedDate(number(iso, 1), number(iso, 2), number(iso, 3));
    }
    int year = first(YEAR, folded);
    int month = first(CHINESE_MONTH, folded);
    if (month > 0) {
      return new NamedDate(year, month, first(CHINESE_DAY, folded));
    }
    var words = WORD.matcher(folded);
    while (words.find()) {
      var named = MONTHS.get(words.group());
      if (named != null) {
        return new NamedDate(year, Integer.parseInt(named), day(folded, words));
      }
    }
    return new NamedDate(year, 0, 0);
  }

  private static int day(String folded, MatchResult month) {
    var before = folded.substring(Math.max(0, month.start() - BEFORE), month.start());
    int day = first(DAY_BEFORE, before);
    return day > 0 ? day : first(DAY_AFTER, folded.substring(month.end()));
  }

  private static int first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find() ? number(found, 1) : 0;
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  /** Number of parts that both name and that are the same, 0 to 3. */
  int shared(NamedDate other) {
    return same(year, other.year) + same(month, other.month) + same(day, other.day);
  }

  private static int same(int one, int other) {
    return one != 0 && one == other ? 1 : 0;
  }
}
