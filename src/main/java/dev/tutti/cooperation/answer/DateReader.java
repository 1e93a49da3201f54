package dev.tutti.cooperation.answer;

import dev.tutti.cooperation.answer.number.ChineseNumerals;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as answers: {@code 2024-03-05}, {@code 2024-03} where no day is said, {@code --03-05} where
 * no year is, with {@code T10:00} where a time is. Where digits alone do not tell, the month comes
 * before the day in {@code 3/5/2024}, and behind it in {@code 5.3.2024}.
 */
final class DateReader {
  private static final int MOST_SENTENCES = 3;
  private static final int LONGEST = 60;

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));

  private static final String MONTH =
      "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
  private static final String WEEKDAY =
      "(?:\\b(?<weekday>mon|tues|wednes|thurs|fri|satur|sun)day(?:\\b|(?=T\\d))"
          + "|(?<![两一二三四五六七八九十几每\\d])(?:星期|礼拜|周)(?<han>[一二三四五六日天])(?![次个年月天周]))";
  private static final String HAN_WEEKDAYS = "一二三四五六日天";

  /** Beginning of what may be a weekday in full. */
  private static final Pattern MAY_BE_WEEKDAY =
      Pattern.compile(
          "(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|在?(?:星期|礼拜|周)",
          Pattern.CASE_INSENSITIVE);

  private static final String HAN = "[〇零○一二两三四五六七八九十廿]";
  private static final String PART = "(?<part>上午|早上|早晨|凌晨|清晨|中午|下午|晚上|傍晚)";
  private static final String SECONDS =
      "(?::(?<second>\\d{2})(?:\\.\\d+)?)?\\s?(?<half>[ap]\\.?m\\b)?";
  private static final String TIME_OF_DAY =
      "(?:[T\\s,]{0,2}(?:at\\s)?"
          + PART
          + "?\\s?(?<hour>\\d{1,2}|"
          + HAN
          + "{1,3})(?::(?<minute>\\d{2})"
          + SECONDS
          + "|[点时](?:(?<thirty>半)|(?<minutes>\\d{1,2}|"
          + HAN
          + "{1,3})分?|整)?))";
  private static final String TIME = TIME_OF_DAY + "?";

  /** Forms, the most special first. */
  private static final List<Pattern> FORMS =
      List.of(
          form("\\bQ(?<quarter>[1-4])[\\s,/-]{1,2}(?:of\\s)?(?<year>\\d{4})(?!\\d)"),
          form("(?<!\\d)(?<year>\\d{4})[\\s-]?Q(?<quarter>[1-4])(?!\\d)"),
          form("(?<year>\\d{4}|" + HAN + "{4})\\s?年\\s?第?(?<quarter>[1-4一二三四])\\s?季度?"),
          form(
              "公元前\\s?(?<before>\\d{1,4}|"
                  + HAN
                  + "{1,4})\\s?年?|(?<!\\d)(?<bc>\\d{1,4})\\s?(?:BCE|B\\.C\\.E?\\.?|BC)(?![a-z])"),
          form(
              "(?<!\\d)(?<year>\\d{4})\\s?[-/.]\\s?(?<month>\\d{1,2})\\s?[-/.]\\s?(?<day>\\d{1,2})(?!\\d)"
                  + TIME),
          form(
              "(?<year>\\d{4}|"
                  + HAN
                  + "{4})\\s?年\\s?(?:(?<month>\\d{1,2}|"
                  + HAN
                  + "{1,3})\\s?月(?:份)?\\s?(?:(?<day>\\d{1,2}|"
                  + HAN
                  + "{1,3})\\s?[日号])?)?"
                  + TIME),
          form(
              "(?<!\\d)(?<month>\\d{1,2}|"
                  + HAN
                  + "{1,3})\\s?月\\s?(?<day>\\d{1,2}|"
                  + HAN
                  + "{1,3})\\s?[日号]"
                  + TIME),
          form(
              "\\b"
                  + MONTH
                  + "\\s+(?:the\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?!\\d)(?:\\s*,?\\s*(?:in\\s+)?(?<year>\\d{4})(?!\\d))?"
                  + TIME),
          form(
              "(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?"
                  + MONTH
                  + "(?:[\\s,-]+(?<year>\\d{4})(?!\\d))?"
                  + TIME),
          form("\\b" + MONTH + "\\s*,?\\s*(?:of\\s+)?(?<year>\\d{4})(?!\\d)"),
          form(
              "(?<!\\d)(?<first>\\d{1,2})(?<separator>[-/.])(?<other>\\d{1,2})[-/.](?<year>\\d{4})(?!\\d)"
                  + TIME),
          form(
              "(?<![\\d.])(?<year>(?:19|20)\\d{2})(?<month>0[1-9]|1[0-2])(?<day>[0-3]\\d)(?![\\d.])"),
          form("(?<!\\d)(?<year>\\d{4})[-/](?<month>\\d{1,2})(?![\\d/-])"),
          form("(?<![\\d/])(?<month>0?[1-9]|1[0-2])/(?<year>\\d{4})(?![\\d/])"),
          form("^-(?<bc>\\d{4})$"),
          form("^--(?<month>\\d{2})-(?<day>\\d{2})$"),
          form(WEEKDAY + TIME_OF_DAY),
          form("(?<![\\d:])(?<hour>\\d{1,2}):(?<minute>\\d{2})" + SECONDS + "(?![:\\d])"),
          form(
              PART
                  + "\\s?(?<hour>\\d{1,2}|"
                  + HAN
                  + "{1,3})[点时](?:(?<thirty>半)|(?<minutes>\\d{1,2}|"
                  + HAN
                  + "{1,3})分?|整)?"),
          form(
              "(?<hour>\\d{1,2}|"
                  + HAN
                  + "{1,3})[点时](?:(?<thirty>半)|(?<minutes>\\d{1,2}|"
                  + HAN
                  + "{1,3})分|整|钟?$)"),
          form("\\b(?:in|since|by|year(?:\\sof)?)\\s(?<year>[12]\\d{3})(?![\\d,.%]\\d)(?!\\d)"),
          form("(?:\\bon\\s)?" + WEEKDAY),
          form("^(?:AD\\s?)?(?<year>[12]\\d{3})(?:\\s?(?:AD|CE))?$"));

  private DateReader() {}

  private static Pattern form(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** Date and the words that it stands in. */
  record Answer(String date, String quote) {}

  /** Whether a word names a month, short or long. */
  static boolean isMonth(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    return (lower.length() == 3 || lower.equals("sept"))
        && MONTHS.containsKey(lower.substring(0, 3));
  }

  /** Answer of a text; empty where none can be read. */
  static Optional<Answer> read(FinalAnswer text) {
    for (var piece : text.marked()) {
      var found = first(piece);
      if (found.isPresent()) {
        return found.map(date -> new Answer(date, piece));
      }
    }
    for (var sentence : text.lastSentences(MOST_SENTENCES)) {
      var found = first(sentence);
      if (found.isPresent()) {
        return found.map(date -> new Answer(date, sentence));
      }
    }
    return first(FinalAnswer.bare(text.whole())).map(date -> new Answer(date, text.whole()));
  }

  /** Date that a text is, with nothing around it; a year alone is a number. */
  static boolean isAlone(String text) {
    var bare = FinalAnswer.bare(text);
    return mayBeAlone(bare) && isForm(bare);
  }

  /** Whether a text has a number and is short enough, which most that are no dates are not. */
  private static boolean mayBeAlone(String bare) {
    return bare.length() <= LONGEST
        && (bare.chars().anyMatch(c -> (c >= '0' && c <= '9') || "年月日号点时".indexOf(c) >= 0)
            || MAY_BE_WEEKDAY.matcher(bare).lookingAt());
  }

  private static boolean isForm(String bare) {
    return FORMS.subList(0, FORMS.size() - 1).stream()
        .map(form -> form.matcher(bare))
        .anyMatch(found -> found.matches() && date(found).isPresent());
  }

  private static Optional<String> first(String text) {
    return FORMS.stream()
        .map(form -> form.matcher(text))
        .filter(Matcher::find)
        .findFirst()
        .flatMap(DateReader::date);
  }

  private static Optional<String> date(Matcher found) {
    int year = number(found, "year");
    if (has(found, "quarter")) {
      return Optional.of("%04d-Q%d".formatted(year, number(found, "quarter")));
    }
    if (has(found, "before") || has(found, "bc")) {
      return Optional.of("-%04d".formatted(number(found, has(found, "bc") ? "bc" : "before")));
    }
    var time = time(found);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    var weekday = weekday(found);
    if (!weekday.isEmpty()) {
      return Optional.of(weekday + time.get());
    }
    return day(found, year).map(day -> day + time.get());
  }

  /** English name of a weekday in lower case; empty where there is none. */
  private static String weekday(Matcher found) {
    if (has(found, "weekday")) {
      return found.group("weekday").toLowerCase(Locale.ROOT) + "day";
    }
    return has(found, "han")
        ? DayOfWeek.of(Math.min(7, HAN_WEEKDAYS.indexOf(found.group("han")) + 1))
            .name()
            .toLowerCase(Locale.ROOT)
        : "";
  }

  /** Day, month or year of a form; a text without any where it has a time alone; empty for none. */
  private static Optional<String> day(Matcher found, int year) {
    int month = month(found);
    int day = number(found, "day");
    if (has(found, "first")) {
      int first = number(found, "first");
      int other = number(found, "other");
      boolean dayFirst = first > 12 || found.group("separator").equals(".");
      month = dayFirst ? other : first;
      day = dayFirst ? first : other;
    }
    try {
      LocalDate.of(
          year < 0 ? 2_000 : year, Math.abs(month), Math.abs(day)); // whether there is such a day
    } catch (DateTimeException _) {
      return Optional.empty();
    }
    if (year < 0 && month < 0 && day < 0) {
      return Optional.of("");
    }
    var text = new StringBuilder(year < 0 ? "-" : "%04d".formatted(year));
    text.append(month < 0 ? "" : "-%02d".formatted(month));
    text.append(day < 0 ? "" : "-%02d".formatted(day));
    return Optional.of(text.toString());
  }

  private static int month(Matcher found) {
    return has(found, "name")
        ? MONTHS.getOrDefault(found.group("name").substring(0, 3).toLowerCase(Locale.ROOT), -1)
        : number(found, "month");
  }

  private static boolean has(Matcher found, String group) {
    return found.namedGroups().containsKey(group) && found.group(group) != null;
  }

  /** Number of a group, in digits or in Chinese; -1 where it is missing. */
  private static int number(Matcher found, String group) {
    if (!has(found, group)) {
      return -1;
    }
    var text = found.group(group).replace('廿', '二');
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    var numeral = ChineseNumerals.at(text, 0);
    return numeral == null ? 0 : numeral.value().numerator().intValue();
  }

  /** Time of the day, as T10:00; a text without any where none is said; empty where none is one. */
  private static Optional<String> time(Matcher found) {
    if (!has(found, "hour")) {
      return Optional.of("");
    }
    int hour = hour(found);
    int minute =
        has(found, "thirty")
            ? 30
            : Math.max(Math.max(0, number(found, "minute")), number(found, "minutes"));
    int second = Math.max(0, number(found, "second"));
    if (hour > 24 || minute > 59 || second > 60) {
      return Optional.empty();
    }
    return Optional.of(
        "T%02d:%02d".formatted(hour, minute) + (second == 0 ? "" : ":%02d".formatted(second)));
  }

  private static int hour(Matcher found) {
    int hour = number(found, "hour");
    if (has(found, "half")) {
      boolean afternoon = found.group("half").toLowerCase(Locale.ROOT).startsWith("p");
      return hour % 12 + (afternoon ? 12 : 0);
    }
    var part = has(found, "part") ? found.group("part") : "";
    return switch (part) {
      case "下午", "晚上", "傍晚" -> hour < 12 ? hour + 12 : hour;
      case "中午" -> hour < 3 ? hour + 12 : hour;
      case "" -> hour;
      default -> hour == 12 ? 0 : hour; // of the morning
    };
  }
}
