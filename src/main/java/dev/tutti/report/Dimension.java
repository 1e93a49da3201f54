package dev.tutti.report;

import dev.tutti.config.Argument;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Property by which calls and attempts are grouped. */
public enum Dimension {
  /** The model as callers named it. */
  MODEL(Of.BOTH, "model"),
  /** The id of the key, empty for anonymous callers. */
  KEY(Of.BOTH, "key_id"),
  /** Owner of the key. */
  OWNER(Of.BOTH, "owner"),
  /** The end user whom callers named. */
  USER(Of.BOTH, "end_user"),
  /** The skill that asked, empty where callers did. */
  SKILL(Of.BOTH, "skill"),
  /** The skill that asked and its revision; of calls. */
  REVISION(Of.CALLS, "skill revision"),
  /** What was asked of the model. */
  OPERATION(Of.BOTH, "operation"),
  /** The path of the endpoint; of calls. */
  ENDPOINT(Of.CALLS, "endpoint"),
  /** {@code completed}, or the code of the fault that the caller was told; of calls. */
  OUTCOME(Of.CALLS, "outcome"),
  /** Status of HTTP as the caller saw it; of calls. */
  STATUS(Of.CALLS, "status"),
  /** The caller's session; of calls. */
  SESSION(Of.CALLS, "session"),
  /** The durable task that it was made for; of calls. */
  TASK(Of.CALLS, "task"),
  /** What the response cache did; of calls. */
  CACHE(Of.CALLS, "cache"),
  /** What was given instead of an answer; of calls. */
  DEGRADED(Of.CALLS, "degraded"),
  /** The provider; of attempts. */
  PROVIDER(Of.ATTEMPTS, "provider"),
  /** The provider and its name for the model, such as {@code openai/gpt-4o}; of attempts. */
  DEPLOYMENT(Of.ATTEMPTS, "provider upstream_model"),
  /** {@code completed}, or the code of the attempt's fault; of attempts. */
  ATTEMPT_OUTCOME(Of.ATTEMPTS, "outcome"),
  /** Status of HTTP that the upstream has answered with; of attempts. */
  UPSTREAM_STATUS(Of.ATTEMPTS, "status"),
  /** Reason for the attempt, such as {@code retry}; of attempts. */
  REASON(Of.ATTEMPTS, "reason"),
  /** The price by which it was charged, and as of when; of attempts. */
  PRICE(Of.ATTEMPTS, "price"),
  /** The hour in the scope's zone, such as {@code 2026-03-01T13:00+01:00}. */
  HOUR(Of.BOTH, ""),
  /** The day in the scope's zone, such as {@code 2026-03-01}. */
  DAY(Of.BOTH, ""),
  /** The month in the scope's zone, such as {@code 2026-03}. */
  MONTH(Of.BOTH, ""),
  /** The day of the week in the scope's zone, {@code monday} to {@code sunday}. */
  WEEKDAY(Of.BOTH, "");

  private final String word = name().toLowerCase(Locale.ROOT);
  private final Of of;
  private final String columns;

  Dimension(Of of, String columns) {
    this.of = of;
    this.columns = columns;
  }

  /** Who has it. */
  private enum Of {
    CALLS,
    ATTEMPTS,
    BOTH
  }

  /** The name that users see. */
  public String word() {
    return word;
  }

  /**
   * The dimension of that name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static Dimension of(String word) {
    return Argument.named("by", word, values(), Dimension::word);
  }

  /** Whether a subject has it. */
  public boolean isOf(FigureSubject subject) {
    return switch (of) {
      case CALLS -> subject == FigureSubject.CALL;
      case ATTEMPTS -> subject == FigureSubject.ATTEMPT;
      case BOTH -> true;
    };
  }

  /** The columns whose values make a group; none for a dimension of time. */
  List<String> columns() {
    return columns.isEmpty() ? List.of() : List.of(columns.split(" "));
  }

  /** Whether its columns have numbers of words. */
  boolean isWord() {
    return switch (this) {
      case STATUS, SESSION, TASK, UPSTREAM_STATUS -> false;
      default -> true;
    };
  }

  /** Distance of its groups in time, for a dimension of time. */
  public Optional<SeriesStep> step() {
    return switch (this) {
      case HOUR -> Optional.of(SeriesStep.of("1h"));
      case DAY, WEEKDAY -> Optional.of(SeriesStep.of("day"));
      case MONTH -> Optional.of(SeriesStep.of("month"));
      default -> Optional.empty();
    };
  }

  /** Name of its group at a time, for a dimension of time. */
  String label(ZonedDateTime time) {
    return switch (this) {
      case HOUR -> DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxxx", Locale.ROOT).format(time);
      case DAY -> time.toLocalDate().toString();
      case MONTH -> YearMonth.from(time).toString();
      case WEEKDAY -> time.getDayOfWeek().name().toLowerCase(Locale.ROOT);
      default -> throw new IllegalArgumentException(word + ": is no dimension of time");
    };
  }
}
