package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.TextBuilder;
import dev.tutti.template.python.Types;
import dev.tutti.template.tree.Run;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The filter {@code date(format, zone, locale)}, which Jinja2 does not have: a time as text, with
 * the codes of Python's {@code strftime}.
 *
 * <p>A value is a time with an offset as ISO 8601 has it ({@code now} is one), a day, or seconds
 * since 1970. It is told in the zone that is asked for, else in its own.
 */
final class DateFilter {
  private static final String USUAL = "%Y-%m-%d %H:%M";

  private DateFilter() {}

  static void add(Filters filters) {
    filters.put("date format= zone= locale=", DateFilter::date);
  }

  private static Object date(Object value, Bound args, Run run) {
    try {
      var time = time(value);
      var there = args.hasSome(1) ? time.withZoneSameInstant(ZoneId.of(args.text(1))) : time;
      var locale = Locale.forLanguageTag(args.text(2, "en"));
      var form = args.hasSome(0) ? args.text(0) : USUAL;
      run.meter().text(form.length());
      return text(form, there, locale, new TextBuilder(run.meter()));
    } catch (DateTimeException unfit) {
      throw PythonError.type("date: " + unfit.getMessage());
    }
  }

  private static ZonedDateTime time(Object value) {
    return switch (value) {
      case Long seconds -> Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC);
      case Double seconds -> Instant.ofEpochMilli((long) (seconds * 1e3)).atZone(ZoneOffset.UTC);
      case Object other -> time(Types.text(other, "date").strip());
    };
  }

  private static ZonedDateTime time(String text) {
    return text.indexOf('T') < 0 && text.indexOf(' ') < 0
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC)
        : OffsetDateTime.parse(text.replace(' ', 'T')).toZonedDateTime();
  }

  private static String text(String form, ZonedDateTime time, Locale locale, TextBuilder to) {
    int from = 0;
    for (int i = form.indexOf('%'); i >= 0; i = form.indexOf('%', from)) {
      to.add(form.substring(from, i));
      boolean bare = form.startsWith("%-", i);
      int code = i + (bare ? 2 : 1);
      if (code >= form.length()) {
        throw PythonError.type("date: a format that ends with %");
      }
      var part = part(form.charAt(code), time, locale);
      to.add(bare ? part.replaceFirst("^0+(?=.)", "") : part);
      from = code + 1;
    }
    return to.add(form.substring(from)).toString();
  }

  private static String part(char code, ZonedDateTime time, Locale locale) {
    return switch (code) {
      case 'Y' -> digits(4, time.getYear());
      case 'y' -> digits(2, Math.floorMod(time.getYear(), 100));
      case 'm' -> digits(2, time.getMonthValue());
      case 'd' -> digits(2, time.getDayOfMonth());
      case 'H' -> digits(2, time.getHour());
      case 'I' -> digits(2, time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'M' -> digits(2, time.getMinute());
      case 'S' -> digits(2, time.getSecond());
      case 'f' -> digits(6, time.getNano() / 1_000);
      case 'j' -> digits(3, time.getDayOfYear());
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, locale);
      case 'b' -> time.getMonth().getDisplayName(TextStyle.SHORT, locale);
      case 'z' -> time.getOffset().equals(ZoneOffset.UTC) ? "+0000" : offset(time);
      case 'Z' -> time.getZone().getDisplayName(TextStyle.SHORT, locale);
      case '%' -> "%";
      default ->
          throw PythonError.type("date: '%" + code + "' is not known (expected: as in strftime)");
    };
  }

  private static String offset(ZonedDateTime time) {
    return time.getOffset().getId().replace(":", "");
  }

  private static String digits(int width, int number) {
    return ("%0" + width + "d").formatted(number);
  }
}
