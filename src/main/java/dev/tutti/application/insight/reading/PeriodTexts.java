package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.reading.PeriodText.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Search for periods in texts and cells: 2024-01, 2024年1月, 三季度, 前三季度, 上半年, Q3 2024, H1 2024, Sep
 * 2024, 2024.
 */
final class PeriodTexts {
  private static final String ZH_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]";
  private static final String ZH_QUARTER = "[一二三四1-4]";
  private static final String TO = "\\s*[-~～至到—–]\\s*";
  private static final String YEAR = "(?:19|20|18|17)\\d\\d";
  private static final String WORD_MONTH =
      "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
  private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");
  private static final String ENGLISH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?i)(?<![\\d.,])(?<dy>"
              + YEAR
              + ")(?:[-/.]|年)(?<dm>\\d{1,2})(?:[-/.]|月)(?<dd>\\d{1,2})(?![\\d])[日号]?"
              + "|(?<![\\d.,])(?<iy>"
              + YEAR
              + ")[-/.](?<im>1[0-2]|0?[1-9])(?![\\d.,])"
              + "|(?:(?<ry>\\d{4}|\\d{2})年)?第?(?<rf>"
              + ZH_QUARTER
              + ")"
              + TO
              + "第?(?<rt>"
              + ZH_QUARTER
              + ")季度"
              + "|(?:(?<sy>\\d{4}|\\d{2})年)?(?<sf>"
              + ZH_MONTH
              + ")月?"
              + TO
              + "(?<st>"
              + ZH_MONTH
              + ")月份?"
              + "|(?:(?<cy>\\d{4}|\\d{2})年)?前(?<cq>[二三四2-4])(?:个)?季度"
              + "|(?:(?<hy>\\d{4}|\\d{2}(?=年))年?)?(?<half>[上下]半年度?|全年)"
              + "|(?:(?<qy>\\d{4}|\\d{2})年)?第?(?<q>"
              + ZH_QUARTER
              + ")季度?(?![节风])"
              + "|(?<![A-Za-z0-9])(?:(?<vy>"
              + YEAR
              + ") ?)?Q(?<vf>[1-4]) ?(?:[-–]|to|through) ?Q(?<vt>[1-4])(?:[-_ /']{0,3}(?:of )?(?<vz>"
              + YEAR
              + "))?(?![A-Za-z0-9])"
              + "|\\b(?:first (?:to|through) (?:the )?(?<wt>second|third|fourth) quarters?|(?<four>four) quarters)"
              + "(?: (?:of )?(?<wv>"
              + YEAR
              + "))?"
              + "|(?<![A-Za-z0-9])(?:(?<ay>"
              + YEAR
              + ")年?\\s*[-_ ]?)?Q(?<aq>[1-4])(?:[-_ /']*(?<by>"
              + YEAR
              + "))?(?![A-Za-z0-9])"
              + "|(?<![A-Za-z0-9])(?:(?<ah>"
              + YEAR
              + ")\\s*[-_ ]?)?H(?<hn>[12])(?:[-_ /']*(?<bh>"
              + YEAR
              + "))?(?![A-Za-z0-9])"
              + "|\\b(?<wh>first|second)[ -]half\\b(?:\\s+(?:of\\s+)?(?<wz>"
              + YEAR
              + ")|(?!\\s+of\\b)|(?=\\s+of\\s+(?:the|this|last)\\s+year\\b))"
              + "|\\b(?<wq>first|second|third|fourth)[ -]quarter(?:\\s+(?:of\\s+)?(?<wy>"
              + YEAR
              + "))?"
              + "|(?:(?<my>\\d{4}|\\d{2})年)?(?<m>"
              + ZH_MONTH
              + ")月(?:份)?(?!\\d{1,2}[日号])"
              + "|\\b(?<em>"
              + WORD_MONTH
              + ")\\b\\.?(?:[\\s,'-]*(?<ey>"
              + YEAR
              + "))?(?![A-Za-z0-9])"
              + "|(?<![\\d.,$€£¥])(?:FY\\s?)?(?<y>"
              + YEAR
              + ")(?:年度?|FY)?(?![\\d%]|[.,]\\d|\\s*[万亿千元人家])");

  /** So far behind a range its numbers are looked for. */
  private static final int LONGEST_LIST = 240;

  private static final Pattern BARE =
      Pattern.compile("(?:\\s|[()（）:：,，]|T00:00(?::00)?|00:00(?::00)?|累计|末|底)*");

  private PeriodTexts() {}

  /** Periods of a text, in their order. */
  static List<PeriodText> find(String text) {
    List<PeriodText> found = new ArrayList<>();
    Matcher at = PERIOD.matcher(text);
    while (at.find()) {
      PeriodText period = period(at, text);
      if (period != null) {
        found.add(period);
      }
    }
    return found;
  }

  /** First period of a text such as a header. */
  static @Nullable PeriodText first(String text) {
    List<PeriodText> all = find(text);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** Period that a cell is, and nothing else. */
  static @Nullable PeriodText whole(String cell) {
    if (cell.length() > 40 || PlainNumber.fraction(cell)) {
      return null;
    }
    PeriodText iso = iso(cell);
    if (iso != null) {
      return iso;
    }
    Matcher at = PERIOD.matcher(cell);
    if (!at.find() || !bare(cell.substring(0, at.start())) || !bare(cell.substring(at.end()))) {
      return CellPeriods.of(cell);
    }
    return period(at, cell);
  }

  /** Date or month as most tables have it, without the whole grammar. */
  private static @Nullable PeriodText iso(String cell) {
    int n = cell.length();
    if ((n != 10 && n != 7) || cell.charAt(4) != '-' || cell.charAt(0) > '2') {
      return null;
    }
    for (int i = 0; i < n; i++) {
      char c = cell.charAt(i);
      if ((i == 4 || i == 7) ? c != '-' : (c < '0' || c > '9')) {
        return null;
      }
    }
    int year = Integer.parseInt(cell, 0, 4, 10);
    int month = Integer.parseInt(cell, 5, 7, 10);
    if (year < 1700 || year > 2099 || month < 1 || month > 12) {
      return null;
    }
    return n == 7
        ? PeriodText.of(Kind.MONTH, year, month, 0, n)
        : PeriodText.day(year, month, Integer.parseInt(cell, 8, 10, 10), 0, n);
  }

  /**
   * Month, quarter or half of a cell beside which a year stands in another column: 3, 3月, Q3.
   *
   * @param header of the column, which says what a plain number counts
   */
  static @Nullable PeriodText part(String cell, String header) {
    PeriodText period = whole(cell);
    if (period != null) {
      boolean part = period.kind() != Kind.YEAR && period.kind() != Kind.DAY;
      return part && period.year() == 0 && !period.cumulative() ? period : null;
    }
    if (!cell.matches("0?[1-9]|1[0-2]")) {
      return null;
    }
    boolean quarter = header.contains("季") || header.toLowerCase(Locale.ROOT).contains("q");
    int number = Integer.parseInt(cell);
    return quarter && number > 4
        ? null
        : PeriodText.of(quarter ? Kind.QUARTER : Kind.MONTH, 0, number, 0, cell.length());
  }

  private static boolean bare(String rest) {
    return rest.isBlank() || BARE.matcher(rest).matches();
  }

  /** Year that a text names, 0 where there is none. */
  static int year(String text) {
    for (PeriodText each : find(text)) {
      if (each.year() != 0) {
        return each.year();
      }
    }
    return 0;
  }

  private static @Nullable PeriodText period(Matcher at, String text) {
    int start = at.start();
    int end = at.end();
    if (at.group("dy") != null) {
      return PeriodText.day(
          number(at.group("dy")), number(at.group("dm")), number(at.group("dd")), start, end);
    }
    if (at.group("iy") != null) {
      return PeriodText.of(Kind.MONTH, number(at.group("iy")), number(at.group("im")), start, end);
    }
    if (at.group("rf") != null) {
      return range(
          Kind.QUARTER, year(at, "ry"), number(at.group("rf")), number(at.group("rt")), at, text);
    }
    if (at.group("sf") != null) {
      return range(
          Kind.MONTH, year(at, "sy"), number(at.group("sf")), number(at.group("st")), at, text);
    }
    if (at.group("cq") != null) {
      return PeriodText.cumulative(
          Kind.QUARTER, year(at, "cy"), number(at.group("cq")), start, end);
    }
    if (at.group("vf") != null) {
      return listed(year(at, "vy", "vz"), number(at.group("vf")), number(at.group("vt")), at, text);
    }
    if (at.group("wt") != null || at.group("four") != null) {
      String last = at.group("wt") == null ? "fourth" : at.group("wt").toLowerCase(Locale.ROOT);
      return listed(year(at, "wv"), 1, ORDINALS.indexOf(last) + 1, at, text);
    }
    String half = at.group("half");
    if (half != null) {
      return half.equals("全年")
          ? PeriodText.cumulative(Kind.QUARTER, year(at, "hy"), 4, start, end)
          : PeriodText.of(Kind.HALF, year(at, "hy"), half.startsWith("上") ? 1 : 2, start, end);
    }
    return single(at);
  }

  private static PeriodText single(Matcher at) {
    int start = at.start();
    int end = at.end();
    if (at.group("q") != null) {
      return PeriodText.of(Kind.QUARTER, year(at, "qy"), number(at.group("q")), start, end);
    }
    if (at.group("aq") != null) {
      return PeriodText.of(Kind.QUARTER, year(at, "ay", "by"), number(at.group("aq")), start, end);
    }
    if (at.group("hn") != null) {
      return PeriodText.of(Kind.HALF, year(at, "ah", "bh"), number(at.group("hn")), start, end);
    }
    if (at.group("wh") != null) {
      int half = ORDINALS.indexOf(at.group("wh").toLowerCase(Locale.ROOT)) + 1;
      return PeriodText.of(Kind.HALF, year(at, "wz"), half, start, end);
    }
    if (at.group("wq") != null) {
      int quarter = ORDINALS.indexOf(at.group("wq").toLowerCase(Locale.ROOT)) + 1;
      return PeriodText.of(Kind.QUARTER, year(at, "wy"), quarter, start, end);
    }
    if (at.group("m") != null) {
      return PeriodText.of(Kind.MONTH, year(at, "my"), number(at.group("m")), start, end);
    }
    if (at.group("em") != null) {
      String name = at.group("em").substring(0, 3).toLowerCase(Locale.ROOT);
      return PeriodText.of(Kind.MONTH, year(at, "ey"), ENGLISH.indexOf(name) / 4 + 1, start, end);
    }
    return PeriodText.of(Kind.YEAR, number(at.group("y")), 0, start, end);
  }

  /** Range: what is listed where 分别 follows, else a time from the beginning of the year. */
  private static @Nullable PeriodText range(
      Kind kind, int year, int from, int until, Matcher at, String text) {
    int end = at.end();
    String after = text.substring(end, Math.min(text.length(), end + 16));
    boolean listed = after.contains("分别") || after.contains("依次") || after.contains("各");
    if (listed && until > from) {
      return new PeriodText(kind, year, from, until, false, null, at.start(), end);
    }
    return from == 1 ? PeriodText.cumulative(kind, year, until, at.start(), end) : null;
  }

  /** Quarters of which as many numbers follow, or a time from the beginning of the year. */
  private static @Nullable PeriodText listed(
      int year, int from, int until, Matcher at, String text) {
    String after = text.substring(at.end(), Math.min(text.length(), at.end() + LONGEST_LIST));
    int end = after.indexOf(';');
    String list = end < 0 ? after : after.substring(0, end);
    boolean listed =
        list.contains("respectively") || (list.contains(",") && list.contains(" and "));
    if (listed && until > from) {
      return new PeriodText(Kind.QUARTER, year, from, until, false, null, at.start(), at.end());
    }
    return from == 1
        ? PeriodText.cumulative(Kind.QUARTER, year, until, at.start(), at.end())
        : null;
  }

  /** Year of the first group that has one; 0 where none has. */
  private static int year(Matcher at, String... groups) {
    for (String group : groups) {
      String year = at.group(group);
      if (year != null) {
        return year.length() == 2 ? 2000 + number(year) : number(year);
      }
    }
    return 0;
  }

  private static int number(String numeral) {
    char first = numeral.charAt(0);
    if (first == '十') {
      return numeral.length() == 1 ? 10 : 10 + "一二".indexOf(numeral.charAt(1)) + 1;
    }
    int zh = "一二三四五六七八九".indexOf(first);
    return zh >= 0 ? zh + 1 : Integer.parseInt(numeral);
  }
}
