package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.reading.PeriodText.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Periods in writings that cells have and sentences do not: 20240105, 31.01.2024, 1/31/24, Jan-24,
 * 5 Jan 2024, 1Q24, 1H24, FY24, 2023/24, 2024-W05, 二〇二四年一月. Whether the day stands before the month
 * is decided for a whole column.
 */
final class CellPeriods {
  private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  private static final String MONTH = "(?:" + MONTHS + ")[a-z]{0,6}\\.?";
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?i)(?<c>(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:[0-3]\\d)?)"
              + "|(?<a>\\d{1,2})[./-](?<b>\\d{1,2})[./-](?<dy>\\d{4}|\\d{2})"
              + "|(?<nm>\\d{1,2})[/-](?<ny>\\d{4})"
              + "|(?<bm>"
              + MONTH
              + ")[-'’ /]{1,2}(?<by>\\d{2})"
              + "|(?<ey>\\d{4})[- /]?(?<em>"
              + MONTH
              + ")"
              + "|(?<dd>\\d{1,2})[- /.]{1,2}(?<dm>"
              + MONTH
              + ")[-, /']{1,2}(?<dz>\\d{4}|\\d{2})"
              + "|(?<fm>"
              + MONTH
              + ")\\s(?<fd>\\d{1,2}),?\\s(?<fy>\\d{4})"
              + "|(?<pq>[1-4])Q[-' ]?(?<py>\\d{4}|\\d{2})"
              + "|(?<qy>\\d{2})Q(?<qq>[1-4])"
              + "|Q(?<rq>[1-4])[-'’ /]?(?<ry>\\d{2})"
              + "|(?<ph>[12])H[-' ]?(?<pz>\\d{4}|\\d{2})"
              + "|(?<hy>\\d{2})H(?<hn>[12])"
              + "|H(?<rh>[12])[-'’ /]?(?<rz>\\d{2})"
              + "|FY[-' ]?(?<fs>\\d{2})"
              + "|(?<sy>(?:19|20)\\d\\d)[/-](?<st>\\d{2})"
              + "|(?<wy>\\d{4})-?W(?<ww>[0-5]\\d)"
              + "|(?<iy>\\d{4})-(?<im>\\d\\d)-(?<id>\\d\\d)[T ]\\d\\d:\\d\\d.{0,16}");
  private static final String DIGITS = "〇一二三四五六七八九";

  /** Time from the beginning of a year: 9M, first nine months of 2024, full year. */
  private static final Pattern RUNNING =
      Pattern.compile(
          "(?i)(?:(?:the )?first (?<wm>three|six|nine|twelve|3|6|9|12) months|(?<nm>9)M|(?<sm>[369]|12)M(?=[-' ]?\\d)"
              + "|(?:full|whole)[- ]year|FY)(?:[-' ]?(?:of )?(?<y>\\d{4}|\\d{2}))?");

  private static final Pattern MONTHS_TO =
      Pattern.compile(
          "(?i)(?<f>"
              + MONTH
              + ")\\s?(?:[-–~/]|to|through)\\s?(?<u>"
              + MONTH
              + ")(?:[-', ]{1,2}(?<y>\\d{4}|\\d{2}))?");
  private static final List<String> COUNTED = List.of("three", "six", "nine", "twelve");

  private CellPeriods() {}

  /** Periods of the cells of a column, null where one is none. */
  static List<@Nullable PeriodText> of(List<String> cells, ReadingNotes notes) {
    List<Matcher> numeric = new ArrayList<>();
    for (String cell : cells) {
      if (cell.length() > 5 && (divides(cell.charAt(1)) || divides(cell.charAt(2)))) {
        Matcher at = PERIOD.matcher(cell);
        if (at.matches() && at.group("a") != null) {
          numeric.add(at);
        }
      }
    }
    boolean dayFirst = !numeric.isEmpty() && dayFirst(numeric, notes);
    List<@Nullable PeriodText> periods = new ArrayList<>();
    for (String cell : cells) {
      PeriodText own = dayFirst ? of(cell, true) : null;
      periods.add(own == null ? PeriodTexts.whole(cell) : own);
    }
    return periods;
  }

  private static boolean divides(char c) {
    return c == '/' || c == '.' || c == '-';
  }

  /** By a number above 12, else by the number that stays while the other one counts. */
  private static boolean dayFirst(List<Matcher> dates, ReadingNotes notes) {
    long first = dates.stream().filter(each -> number(each, "a") > 12).count();
    long second = dates.stream().filter(each -> number(each, "b") > 12).count();
    if (first + second > 0) {
      return first > second;
    }
    boolean stays = dates.stream().map(each -> number(each, "a")).distinct().count() == 1;
    boolean other = dates.stream().map(each -> number(each, "b")).distinct().count() == 1;
    if (stays != other) {
      return stays;
    }
    boolean points = dates.getFirst().group().indexOf('.') > 0;
    String order = points ? "day.month.year" : "month/day/year";
    notes.assume("dates such as %s are read as %s".formatted(dates.getFirst().group(), order));
    return points;
  }

  /** Period that a cell is, null where it is none; the month first unless that cannot be. */
  static @Nullable PeriodText of(String cell) {
    return of(cell, false);
  }

  private static @Nullable PeriodText of(String cell, boolean dayFirst) {
    int length = cell.length();
    if (length < 2 || length > 40) {
      return null;
    }
    Matcher at = PERIOD.matcher(cell);
    if (!at.matches()) {
      PeriodText several = several(cell);
      return several == null ? chinese(cell) : several;
    }
    if (at.group("c") != null) {
      return compact(cell);
    }
    if (at.group("a") != null) {
      boolean swapped = dayFirst || number(at, "a") > 12;
      return day(
          year(at.group("dy")),
          number(at, swapped ? "b" : "a"),
          number(at, swapped ? "a" : "b"),
          length);
    }
    if (at.group("dm") != null) {
      return day(year(at.group("dz")), month(at.group("dm")), number(at, "dd"), length);
    }
    if (at.group("fm") != null) {
      return day(year(at.group("fy")), month(at.group("fm")), number(at, "fd"), length);
    }
    if (at.group("iy") != null) {
      return day(number(at, "iy"), number(at, "im"), number(at, "id"), length);
    }
    if (at.group("wy") != null) {
      return week(number(at, "wy"), number(at, "ww"), length);
    }
    return longer(at, length);
  }

  /** Months, quarters, halves and years. */
  private static @Nullable PeriodText longer(Matcher at, int length) {
    if (at.group("nm") != null) {
      int month = number(at, "nm");
      return month < 1 || month > 12
          ? null
          : PeriodText.of(Kind.MONTH, number(at, "ny"), month, 0, length);
    }
    if (at.group("bm") != null) {
      return PeriodText.of(Kind.MONTH, year(at.group("by")), month(at.group("bm")), 0, length);
    }
    if (at.group("em") != null) {
      return PeriodText.of(Kind.MONTH, number(at, "ey"), month(at.group("em")), 0, length);
    }
    for (String[] each : new String[][] {{"pq", "py"}, {"qq", "qy"}, {"rq", "ry"}}) {
      if (at.group(each[0]) != null) {
        return PeriodText.of(Kind.QUARTER, year(at.group(each[1])), number(at, each[0]), 0, length);
      }
    }
    for (String[] each : new String[][] {{"ph", "pz"}, {"hn", "hy"}, {"rh", "rz"}}) {
      if (at.group(each[0]) != null) {
        return PeriodText.of(Kind.HALF, year(at.group(each[1])), number(at, each[0]), 0, length);
      }
    }
    if (at.group("fs") != null) {
      return PeriodText.of(Kind.YEAR, year(at.group("fs")), 0, 0, length);
    }
    int year = number(at, "sy");
    return (year + 1) % 100 == number(at, "st")
        ? PeriodText.of(Kind.YEAR, year, 0, 0, length)
        : null;
  }

  private static @Nullable PeriodText compact(String cell) {
    int year = Integer.parseInt(cell, 0, 4, 10);
    int month = Integer.parseInt(cell, 4, 6, 10);
    return cell.length() == 6
        ? PeriodText.of(Kind.MONTH, year, month, 0, 6)
        : day(year, month, Integer.parseInt(cell, 6, 8, 10), 8);
  }

  private static @Nullable PeriodText day(int year, int month, int day, int length) {
    return PeriodText.day(year, month, day, 0, length);
  }

  /** Monday of a week of ISO 8601. */
  private static @Nullable PeriodText week(int year, int week, int length) {
    try {
      LocalDate date =
          LocalDate.of(year, 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
              .with(DayOfWeek.MONDAY);
      return new PeriodText(Kind.DAY, year, 0, 0, false, date, 0, length);
    } catch (DateTimeException _) {
      return null;
    }
  }

  /** Several months or quarters that a cell counts or names the ends of. */
  private static @Nullable PeriodText several(String cell) {
    Matcher running = RUNNING.matcher(cell);
    if (running.matches()) {
      int year = running.group("y") == null ? 0 : year(running.group("y"));
      return PeriodText.cumulative(Kind.QUARTER, year, quarters(running), 0, cell.length());
    }
    Matcher ends = MONTHS_TO.matcher(cell);
    if (!ends.matches()) {
      return null;
    }
    int year = ends.group("y") == null ? 0 : year(ends.group("y"));
    int from = month(ends.group("f"));
    int until = month(ends.group("u"));
    if (until == from + 2 && until % 3 == 0) {
      return PeriodText.of(Kind.QUARTER, year, until / 3, 0, cell.length());
    }
    if (from == 7 && until == 12) {
      return PeriodText.of(Kind.HALF, year, 2, 0, cell.length());
    }
    boolean whole = until % 3 == 0;
    return from == 1 && until > 1
        ? PeriodText.cumulative(
            whole ? Kind.QUARTER : Kind.MONTH, year, whole ? until / 3 : until, 0, cell.length())
        : null;
  }

  private static int quarters(Matcher running) {
    for (String group : List.of("wm", "nm", "sm")) {
      String months = running.group(group);
      if (months != null) {
        int counted = COUNTED.indexOf(months.toLowerCase(Locale.ROOT));
        return counted < 0 ? Integer.parseInt(months) / 3 : counted + 1;
      }
    }
    return 4;
  }

  /** Year in Chinese digits, or digits of full width: 二〇二四年一月, ２０２４年１月. */
  private static @Nullable PeriodText chinese(String cell) {
    StringBuilder folded = new StringBuilder(cell);
    int year = cell.indexOf('年');
    boolean changed = false;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i) == '零' ? '〇' : cell.charAt(i);
      int digit = c >= '０' && c <= '９' ? c - '０' : year == 4 && i < 4 ? DIGITS.indexOf(c) : -1;
      if (digit >= 0) {
        folded.setCharAt(i, (char) ('0' + digit));
        changed = true;
      }
    }
    return changed ? PeriodTexts.whole(folded.toString()) : null;
  }

  private static int number(Matcher at, String group) {
    return Integer.parseInt(at.group(group));
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) / 4 + 1;
  }
}
