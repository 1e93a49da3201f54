package dev.tutti.report.document;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of a report in one language. Thread-safe. */
final class ReportLabels {
  private static final Map<ReportLanguage, ReportLabels> ALL = new EnumMap<>(ReportLanguage.class);
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

  static {
    for (var language : ReportLanguage.values()) {
      ALL.put(language, new ReportLabels(language));
    }
  }

  private final Properties texts = new Properties();

  private ReportLabels(ReportLanguage language) {
    var name = language.tag() + ".properties";
    try (var in = Objects.requireNonNull(ReportLabels.class.getResourceAsStream(name), name)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ReportLabels of(ReportLanguage language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** Keys that have a text. */
  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /** The text of a key such as {@code label.cost}; where there is none, its last part. */
  String text(String key) {
    var text = texts.getProperty(key);
    return text == null ? key.substring(key.indexOf('.') + 1).replace('_', ' ') : text;
  }

  /** The text of a key, if it has one. */
  Optional<String> found(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  /** The title of a table, unless it has none, or its section says the same. */
  Optional<String> title(String key, String section) {
    return found("table." + key).filter(text -> !text.equals(section));
  }

  String label(String key) {
    return text("label." + key);
  }

  /**
   * A sentence with its arguments.
   *
   * @param own what is done to our own words
   * @param shown how an argument is shown
   */
  String sentence(Sentence sentence, Function<String, String> own, Function<Cell, String> shown) {
    var text = own.apply(text("sentence." + sentence.key()));
    return ARGUMENT.matcher(text).replaceAll(found -> argument(sentence, found, shown));
  }

  private static String argument(
      Sentence sentence, MatchResult found, Function<Cell, String> shown) {
    int index = Integer.parseInt(found.group(1));
    return index < sentence.arguments().size()
        ? Matcher.quoteReplacement(shown.apply(sentence.arguments().get(index)))
        : "";
  }

  /**
   * A cell for people.
   *
   * @param strange what is done to texts of others
   */
  String shown(Cell cell, ZoneId zone, Function<String, String> strange) {
    return switch (cell) {
      case Cell.Label(String key) -> label(key);
      case Cell.Labels(var keys) ->
          keys.stream().map(this::label).collect(Collectors.joining(", "));
      case Cell.Text(String text) -> strange.apply(text.isEmpty() ? "\u2013" : text);
      case Cell.Moment(Instant at) -> moment(at, zone);
      case Cell.Exact(var number) -> number.stripTrailingZeros().toPlainString();
      case Cell.Amount(ComparedFigure figure) -> value(figure);
      case Cell.None() -> "\u2013";
    };
  }

  static String value(ComparedFigure figure) {
    return figure.value().map(value -> NumberText.of(figure.unit(), value)).orElse("\u2013");
  }

  static String previous(ComparedFigure figure) {
    return figure.previous().map(value -> NumberText.of(figure.unit(), value)).orElse("\u2013");
  }

  static String change(ComparedFigure figure) {
    return figure.change().map(NumberText::change).orElse("\u2013");
  }

  /** The flags in words. */
  String flags(ComparedFigure figure) {
    return figure.figure().flags().stream()
        .sorted()
        .map(flag -> text("flag." + flag.word()))
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  /** A day where the time is the begin of one, else to the minute. */
  static String moment(Instant at, ZoneId zone) {
    var local = at.atZone(zone);
    boolean midnight = local.toLocalDate().atStartOfDay(zone).toInstant().equals(at);
    return local.format(midnight ? DAY : MINUTE);
  }

  static String span(ReportHead.Span span, ZoneId zone) {
    return span.from().atZone(zone).format(MINUTE)
        + " \u2013 "
        + span.to().atZone(zone).format(MINUTE);
  }

  /** The title of a report. */
  String title(ReportHead head) {
    return text("kind." + head.kind());
  }
}
