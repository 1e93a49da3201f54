package dev.tutti.cooperation.answer;

import java.time.DateTimeException;
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
  private static final String HAN = "[〇零○一二三四五六七八九十廿]";
  private static final String TIME =
      "(?:[T\\s,]{1,2}(?:at\\s)?(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?\\s?(?<half>[ap]\\.?m\\b)?)?";

  /** Forms, the most special first. */
  private static final List<Pattern> FORMS =
      List.of(
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
          form("^--(?<month>\\d{2})-(?<day>\\d{2})$"),
          form("^(?:in\\s+|the year\\s+)?(?<year>[12]\\d{3})(?:\\s?(?:AD|CE))?$"));

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
    var text = new StringBuilder(year < 0 ? "-" : "%04d".formatted(year));
    text.append(month < 0 ? "" : "-%02d".formatted(month));
    text.append(day < 0 ? "" : "-%02d".formatted(day));
    return Optional.of(text.append(time(found)).toString());
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

  private static String time(Matcher found) {
    if (!has(found, "hour")) {
      return "";
    }
    int hour = number(found, "hour");
    if (has(found, "half")) {
      boolean afternoon = found.group("half").toLowerCase(Locale.ROOT).startsWith("p");
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    int second = Math.max(0, number(found, "second"));
    return "T%02d:%02d".formatted(hour, number(found, "minute"))
        + (second == 0 ? "" : ":%02d".formatted(second));
  }
}
