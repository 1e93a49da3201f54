package dev.tutti.report.schedule;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.query.QuerySyntaxException;
import dev.tutti.report.Dimension;
import dev.tutti.report.ReportScope;
import dev.tutti.report.document.ReportFormat;
import dev.tutti.report.document.ReportLanguage;
import dev.tutti.report.kind.ReportKind;
import dev.tutti.report.kind.ReportRequest;
import dev.tutti.wire.Webhook;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Report that comes by itself. */
public record ReportSchedule(String name, Plan plan, Content content, Target target) {
  private static final Kind<LocalTime> TIME =
      Kind.of("a time of the day such as 08:00", LocalTime.NOON, ReportSchedule::time);
  private static final Kind<ZoneId> ZONE =
      Kind.of("a time zone such as Asia/Shanghai", ZoneOffset.UTC, ReportSchedule::zone);
  private static final Kind<Dimension> DIMENSION =
      Kind.of("a dimension such as owner", Dimension.MODEL, Dimension::of);
  private static final Kind<ReportFormat> FORMAT = Kind.oneOf(formats());
  private static final Kind<ReportLanguage> LANGUAGE =
      Kind.of("en or zh", ReportLanguage.ENGLISH, ReportLanguage::of);
  private static final LocalTime MORNING = LocalTime.of(6, 0);
  private static final int MOST_FILES = 10_000;
  private static final int USUAL_FILES = 100;

  /**
   * When it comes.
   *
   * @param at the time of the day; of every hour its minutes
   * @param on the day of the week
   */
  record Plan(SchedulePeriod every, LocalTime at, DayOfWeek on, ZoneId zone) {
    ZonedDateTime latest(Instant now) {
      return every.latest(now.atZone(zone), at, on);
    }

    ZonedDateTime next(Instant now) {
      return every.next(latest(now), at, on);
    }
  }

  /** What it says. */
  record Content(
      ReportKind kind,
      ReportFormat format,
      ReportLanguage language,
      String filter,
      List<Dimension> by) {
    /** Keeps a copy. */
    Content {
      by = List.copyOf(by);
    }
  }

  /** Where it goes. */
  sealed interface Target {
    /** A webhook, signed as those of alerts. */
    record ToWebhook(Webhook webhook) implements Target {}

    /**
     * A folder.
     *
     * @param keep how many files of this report stay
     */
    record ToFolder(Path folder, int keep) implements Target {}
  }

  /**
   * Reads {@code {kind, every, at, on, zone, format, lang, filter, by, webhook | folder, keep}}.
   */
  static ReportSchedule read(String name, Section section) {
    var plan =
        new Plan(
            section.oneOf("every", SchedulePeriod.values()).or(SchedulePeriod.DAY),
            section.value("at", TIME).or(MORNING),
            section.oneOf("on", DayOfWeek.values()).or(DayOfWeek.MONDAY),
            section.value("zone", ZONE).or(ZoneOffset.UTC));
    return new ReportSchedule(name, plan, content(section, plan.zone), target(section));
  }

  private static Content content(Section section, ZoneId zone) {
    var filter = section.string("filter").or("");
    try {
      var _ = Query.parse(filter, ReportScope.FIELDS, new Moment(Instant.EPOCH, zone));
    } catch (QuerySyntaxException e) {
      section.refuse("filter", "a filter; " + e.getMessage());
    }
    return new Content(
        section.oneOf("kind", ReportKind.values()).or(ReportKind.SUMMARY),
        section.value("format", FORMAT).or(ReportFormat.HTML),
        section.value("lang", LANGUAGE).or(ReportLanguage.ENGLISH),
        filter,
        section.list("by", DIMENSION).or(List.of()));
  }

  private static Map<String, ReportFormat> formats() {
    var words = new LinkedHashMap<String, ReportFormat>();
    for (var each : ReportFormat.values()) {
      words.put(each.word(), each);
    }
    return words;
  }

  private static Target target(Section section) {
    if (section.has("webhook")) {
      return new Target.ToWebhook(Webhook.read(section.section("webhook")));
    }
    return new Target.ToFolder(
        section
            .value("folder", Kind.of("a folder", Path.of("reports"), Path::of))
            .or(Path.of("reports")),
        section.integer("keep", 1, MOST_FILES).or(USUAL_FILES));
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The kind of its report. */
  public String kind() {
    return content.kind.word();
  }

  /** Where it goes; of a webhook its origin, because the rest of the address may be a secret. */
  public String receiver() {
    return switch (target) {
      case Target.ToWebhook(Webhook webhook) -> webhook.toString();
      case Target.ToFolder(Path folder, int _) -> folder.toString();
    };
  }

  /** The report that is due at a time. */
  ReportRequest request(ZonedDateTime due) {
    var scope =
        ReportScope.of(
            plan.every.begin(due).toInstant(),
            plan.every.end(due).toInstant(),
            plan.zone,
            content.filter,
            due.toInstant());
    return new ReportRequest(content.kind, scope, content.filter, content.by, true);
  }
}
