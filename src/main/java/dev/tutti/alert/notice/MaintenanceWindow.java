package dev.tutti.alert.notice;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Time of each week in which some alerts are not told. Immutable.
 *
 * @param days on which it begins
 * @param from the local time at which it begins
 * @param to the local time at which it ends; the next day when it is not after {@code from}
 * @param rules patterns of their names; all rules without any
 */
public record MaintenanceWindow(
    Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, List<String> rules) {
  private static final Kind<LocalTime> TIME =
      new Kind<>(
          "a time of day such as 02:30",
          LocalTime.MIDNIGHT,
          text -> {
            try {
              return Optional.of(LocalTime.parse(text));
            } catch (DateTimeException _) {
              return Optional.empty();
            }
          });
  private static final Map<String, DayOfWeek> DAYS = weekdays();

  /** Keeps copies. */
  public MaintenanceWindow {
    days = Set.copyOf(days);
    rules = List.copyOf(rules);
  }

  private static Map<String, DayOfWeek> weekdays() {
    var days = new LinkedHashMap<String, DayOfWeek>();
    for (var day : DayOfWeek.values()) {
      days.put(day.name().toLowerCase(Locale.ROOT).substring(0, 3), day);
    }
    return days;
  }

  /** Reads {@code {days: [sat, sun], from, to, zone, rules}}. */
  public static MaintenanceWindow read(Section section) {
    var days = section.list("days", Kind.oneOf(DAYS)).or(List.of());
    return new MaintenanceWindow(
        days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days),
        section.value("from", TIME).required(),
        section.value("to", TIME).required(),
        section.value("zone", Kind.zone()).or(ZoneOffset.UTC),
        section.strings("rules").or(List.of()));
  }

  /** Whether it is about a rule at a time. */
  public boolean mutes(String rule, Instant now) {
    return holds(now)
        && (rules.isEmpty() || rules.stream().anyMatch(each -> Silence.matches(each, rule)));
  }

  private boolean holds(Instant now) {
    var local = now.atZone(zone);
    var time = local.toLocalTime();
    var day = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return (!time.isBefore(from) && days.contains(day))
        || (time.isBefore(to) && days.contains(day.minus(1)));
  }
}
