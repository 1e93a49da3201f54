package dev.tutti.document.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Periods in texts: 2024年第三季度, 24年三季度, 前三季度, 2024H1, FY2024, as of March 31, 2024. */
public final class PeriodGrammar {

  /**
   * Names of months, whole or short; may is a verb where it is not written with a capital letter.
   */
  static final String MONTH =
      "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

  private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?<dy>\\d{4})年(?<dm>\\d{1,2})月(?<dd>\\d{1,2})[日号]"
              + "|(?:(?<zy>\\d{4}|\\d{2})年度?)?(?:第?(?<zq>[一二三四1-4])季度?|前(?<zc>[二三四2-4])季度?|(?<zh>[上下])半年|(?<m1>\\d{1,2})[-~至到](?<m2>\\d{1,2})月|(?<zm>\\d{1,2})月份?)"
              + "|(?<yy>\\d{4})年度?|(?i:\\bQ(?<eq>[1-4])(?:\\s*(?:of\\s*)?(?<ey>20\\d\\d|19\\d\\d))?\\b|(?<fy>20\\d\\d|19\\d\\d)\\s*[-"
              + " ]?Q(?<fq>[1-4])\\b|(?<gy>20\\d\\d|19\\d\\d)\\s*[-"
              + " ]?H(?<gh>[12])\\b|(?:fiscal\\s*(?:year\\s*)?|FY\\s?)(?<fi>\\d{4})|\\b(?<mn>"
              + MONTH
              + ")\\.?\\s{1,9}(?:(?<md>\\d{1,2}),?\\s{1,9})?(?<my>(?:20|19)\\d\\d)\\b"
              + "|(?<nq>first|second|third|fourth)\\s+quarter(?:\\s+(?:of\\s+)?(?<ny>(?:20|19)\\d\\d))?"
              + "|\\bH(?<hh>[12])\\s*(?<hy>20\\d\\d|19\\d\\d)?\\b"
              + "|(?<![\\w.])(?<kh>[12])(?-i:H)(?<ky>20\\d\\d|\\d\\d)\\b"
              + "|\\b(?<nh>first|second)\\s+half\\b(?:\\s+(?:of\\s+)?(?<nz>(?:20|19)\\d\\d)|(?!\\s+of\\b))"
              + "|\\b(?<by>(?:20|19)\\d\\d)(?:-(?<bm>\\d\\d)-(?<bd>\\d\\d))?(?![.,]?\\d|%))");

  private PeriodGrammar() {}

  /** Period with its place in a text. */
  public record FoundPeriod(int start, int end, String period, boolean cumulative) {}

  /** All periods of a text, in their order. */
  public static List<FoundPeriod> find(CharSequence text) {
    List<FoundPeriod> found = new ArrayList<>();
    Matcher at = PERIOD.matcher(text);
    while (at.find()) {
      found.add(new FoundPeriod(at.start(), at.end(), name(at), cumulative(at)));
    }
    return found;
  }

  private static boolean cumulative(Matcher at) {
    return at.group("zc") != null || "上".equals(at.group("zh")) || at.group("m1") != null;
  }

  private static String name(Matcher at) {
    if (at.group("dy") != null) {
      return at.group("dy") + "-" + two(at.group("dm")) + "-" + two(at.group("dd"));
    }
    if (at.group("zq") != null
        || at.group("zc") != null
        || at.group("zh") != null
        || at.group("zm") != null
        || at.group("m1") != null) {
      return chinese(at);
    }
    if (at.group("yy") != null) {
      return at.group("yy");
    }
    return english(at);
  }

  private static String chinese(Matcher at) {
    String year = at.group("zy");
    String y = year == null ? "" : year.length() == 2 ? "20" + year : year;
    if (at.group("zq") != null) {
      return y + "Q" + digit(at.group("zq"));
    }
    if (at.group("zc") != null) {
      return y + "Q1-Q" + digit(at.group("zc"));
    }
    if (at.group("zh") != null) {
      return y + (at.group("zh").equals("上") ? "H1" : "H2");
    }
    if (at.group("m1") != null) {
      return y + "M" + two(at.group("m1")) + "-M" + two(at.group("m2"));
    }
    return y + "M" + two(at.group("zm"));
  }

  private static String english(Matcher at) {
    if (at.group("eq") != null) {
      return or(at.group("ey")) + "Q" + at.group("eq");
    }
    if (at.group("fq") != null) {
      return at.group("fy") + "Q" + at.group("fq");
    }
    if (at.group("fi") != null) {
      return "FY" + at.group("fi");
    }
    if (at.group("mn") != null) {
      int month = MONTHS.indexOf(at.group("mn").substring(0, 3).toLowerCase(Locale.ROOT)) / 4 + 1;
      String day = at.group("md");
      String m = two(Integer.toString(month));
      return at.group("my") + (day == null ? "M" + m : "-" + m + "-" + two(day));
    }
    if (at.group("nq") != null) {
      int quarter =
          List.of("first", "second", "third", "fourth")
                  .indexOf(at.group("nq").toLowerCase(Locale.ROOT))
              + 1;
      return or(at.group("ny")) + "Q" + quarter;
    }
    if (at.group("gh") != null) {
      return at.group("gy") + "H" + at.group("gh");
    }
    if (at.group("hh") != null) {
      return or(at.group("hy")) + "H" + at.group("hh");
    }
    if (at.group("kh") != null) {
      String year = at.group("ky");
      return (year.length() == 2 ? "20" + year : year) + "H" + at.group("kh");
    }
    if (at.group("nh") != null) {
      return or(at.group("nz")) + (at.group("nh").equalsIgnoreCase("first") ? "H1" : "H2");
    }
    String month = at.group("bm");
    return month == null ? at.group("by") : at.group("by") + "-" + month + "-" + at.group("bd");
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String digit(String numeral) {
    int zh = "一二三四".indexOf(numeral);
    return zh < 0 ? numeral : Integer.toString(zh + 1);
  }

  private static String two(String number) {
    return number.length() == 1 ? "0" + number : number;
  }
}
