package dev.tutti.report.schedule;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reports that come by themselves. */
public record ReportScheduleSettings(List<ReportSchedule> all) {
  /** Section {@code reports}. */
  public static final SettingsSection<ReportScheduleSettings> SECTION =
      SettingsSection.live("reports", ReportScheduleSettings::read);

  private static final Kind<String> NAME =
      Kind.text(Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}"), "a name such as weekly-cost");

  /** Keeps a copy. */
  public ReportScheduleSettings {
    all = List.copyOf(all);
  }

  /** Reads {@code reports: {schedules: {NAME: {...}}}}. */
  public static ReportScheduleSettings read(Section section) {
    var all = new ArrayList<ReportSchedule>();
    section
        .named("schedules", NAME)
        .forEach((name, each) -> all.add(ReportSchedule.read(name, each)));
    return new ReportScheduleSettings(all);
  }
}
