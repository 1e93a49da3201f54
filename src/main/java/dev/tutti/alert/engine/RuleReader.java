package dev.tutti.alert.engine;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.AlertRule.NoData;
import dev.tutti.alert.rule.AlertRule.Patience;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.Limit;
import dev.tutti.alert.rule.Span;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.query.QuerySyntaxException;
import dev.tutti.report.Dimension;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reader of one rule from its section. */
final class RuleReader {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(31);
  private static final double INSIDE = 0.1;
  private static final double MOST = 1e15;
  private static final Map<String, String> DIMENSIONS = dimensions();

  private final String name;
  private final Section section;
  private final AlertRule base;
  private final boolean known;

  /**
   * Reader of a section.
   *
   * @param base what it says where the section says nothing
   * @param known whether the base's measure and limit are meant, too
   */
  RuleReader(String name, Section section, AlertRule base, boolean known) {
    this.name = name;
    this.section = section;
    this.base = base;
    this.known = known;
  }

  private static Map<String, String> dimensions() {
    var all = new LinkedHashMap<String, String>();
    Arrays.stream(Dimension.values())
        .filter(each -> each.compareTo(Dimension.HOUR) < 0)
        .forEach(each -> all.put(each.word(), each.word()));
    return all;
  }

  AlertRule read() {
    var measureName = section.value("measure", AlertMeasure.NAME);
    var word = known ? measureName.or(base.measure()) : measureName.required();
    var measure = AlertMeasure.of(word);
    var span = span(measure);
    return new AlertRule(
        name,
        word,
        filter(measure),
        by(measure),
        span,
        span instanceof Span.Burn ? new Limit.Above(1, 1 - INSIDE) : limit(word, measure),
        new Patience(
            section.durationOrZero("for").or(base.patience().before()),
            section.durationOrZero("clear_for").or(base.patience().after())),
        section.integer("min_samples", 0, 1_000_000).or(base.minSamples()),
        section.oneOf("severity", Severity.values()).or(base.severity()),
        section.oneOf("no_data", NoData.values()).or(base.noData()),
        section.bool("enabled").or(base.enabled()));
  }

  private Span span(AlertMeasure measure) {
    var window = section.duration("window").or(base.span().longest());
    if (window.compareTo(LONGEST_WINDOW) > 0) {
      section.refuse("window", "at most 31d");
    }
    if (!section.has("objective")) {
      return new Span.Window(window);
    }
    if (!(measure instanceof AlertMeasure.OfCalls(var ofCalls)) || !Readings.burns(ofCalls)) {
      section.refuse("objective", "none, as the measure is no success_rate or error_rate");
    }
    for (var key : List.of("window", "above", "below", "clear_at", "steps")) {
      if (section.has(key)) {
        section.refuse(key, "none beside objective, which has its own windows and limit");
      }
    }
    return new Span.Burn(section.decimal("objective", 0.5, 0.99999).required());
  }

  private String filter(AlertMeasure measure) {
    var filter = section.string("filter").or(base.filter());
    if (!filter.isEmpty() && !(measure instanceof AlertMeasure.OfCalls)) {
      section.refuse("filter", "none, as the measure is not one of calls");
    }
    try {
      ReportScope.of(
          Instant.EPOCH, Instant.EPOCH.plusSeconds(1), ZoneOffset.UTC, filter, Instant.EPOCH);
    } catch (QuerySyntaxException e) {
      section.refuse("filter", "a filter of calls; " + e.getMessage());
    }
    return filter;
  }

  private List<String> by(AlertMeasure measure) {
    return switch (measure) {
      case AlertMeasure.OfCalls _ -> by(DIMENSIONS);
      case AlertMeasure.OfOthers _ -> by(Map.of(ExternalMeasure.TYPE, ExternalMeasure.TYPE));
      case AlertMeasure.OfServer(AlertGauge gauge) -> {
        if (section.has("by")) {
          section.refuse("by", "none: the groups are by " + gauge.labels());
        }
        yield gauge.labels();
      }
    };
  }

  private List<String> by(Map<String, String> words) {
    return section.list("by", Kind.oneOf(words)).optional().orElse(base.by());
  }

  private Limit limit(String word, AlertMeasure measure) {
    long given = Stream.of("above", "below", "steps").filter(section::has).count();
    if (given == 0 && known && word.equals(base.measure())) {
      return base.limit();
    }
    if (given != 1) {
      section.refuse(
          given == 0 ? "above" : section.has("steps") ? "steps" : "below",
          "one of above, below, steps and objective");
    }
    if (section.has("steps")) {
      return steps(word);
    }
    return section.has("below") ? below(measure.unit()) : above(measure.unit());
  }

  private Limit steps(String word) {
    if (!word.equals(AlertGauge.BUDGET_USED.word())) {
      section.refuse("steps", "none: only budget_used has steps");
    }
    var steps = section.list("steps", amounts(MeasureUnit.SHARE)).or(List.of());
    if (!steps.stream().sorted().distinct().toList().equals(steps) || steps.isEmpty()) {
      section.refuse("steps", "growing shares such as [0.5, 0.8, 1]");
    }
    return new Limit.Steps(steps);
  }

  private Limit above(MeasureUnit unit) {
    double limit = section.value("above", amounts(unit)).required();
    double clear = section.value("clear_at", amounts(unit)).or(limit * (1 - INSIDE));
    if (clear > limit) {
      section.refuse("clear_at", "at most " + limit);
    }
    return new Limit.Above(limit, clear);
  }

  /** A tenth inside: of a share, a tenth of what is missing. */
  private Limit below(MeasureUnit unit) {
    double limit = section.value("below", amounts(unit)).required();
    double inside = unit == MeasureUnit.SHARE ? limit + INSIDE * (1 - limit) : limit * (1 + INSIDE);
    double clear = section.value("clear_at", amounts(unit)).or(inside);
    if (clear < limit) {
      section.refuse("clear_at", "at least " + limit);
    }
    return new Limit.Below(limit, clear);
  }

  /** Amounts in a unit, as people write them. */
  static Kind<Double> amounts(MeasureUnit unit) {
    return switch (unit) {
      case SHARE -> Kind.of("a share such as 0.9 or 90%", 0.5, RuleReader::share);
      case MILLISECONDS -> times();
      case COUNT, TOKENS, TOKENS_PER_SECOND, DOLLARS, BYTES, NUMBER -> Kind.decimal(0, MOST);
    };
  }

  private static Kind<Double> times() {
    var kind = Kind.duration();
    return new Kind<>(
        kind.expected(),
        1_000.0,
        text -> kind.reading().apply(text).map(time -> time.toNanos() / 1e6));
  }

  private static double share(String text) {
    boolean percent = text.endsWith("%");
    var number = percent ? text.substring(0, text.length() - 1) : text;
    if (!number.matches("\\d{1,6}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException(text);
    }
    double share = Double.parseDouble(number);
    return percent ? share / 100 : share;
  }
}
